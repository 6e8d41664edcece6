/** @file Raster or events, where either will do. */
import {events} from "./events.ts";
import type {Events} from "./events.ts";
import type {Raster} from "./raster.ts";

/** Spikes in either form. */
export type Spikes = Raster | Events;

/** Whether these spikes are a raster. */
export const isRaster = (spikes: Spikes): spikes is Raster => "data" in spikes;

/** The events of spikes in either form. */
export const asEvents = (spikes: Spikes): Events => (isRaster(spikes) ? events(spikes) : spikes);
