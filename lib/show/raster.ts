/** @file Spikes over time, one row a neuron. */
import {events, trains} from "../spikes/events.ts";
import type {Events} from "../spikes/events.ts";
import type {Raster} from "../spikes/raster.ts";
import {layoutOf} from "./chart.ts";
import type {ChartOptions} from "./chart.ts";
import {figure} from "./figure.ts";
import type {Figure, Trace} from "./figure.ts";
import {plain} from "./numbers.ts";
import type {Numbers} from "./numbers.ts";
import {colour} from "./style.ts";

/** Spikes by a clock, as events, one train of times (ms) a row, or trains by name. */
export type Spikes = Raster | Events | readonly Numbers[] | Readonly<Record<string, Numbers>>;

/** A tick for each spike: neurons upwards, time to the right. */
export function raster(spikes: Spikes, {xLabel = "time (ms)", yLabel, ...options}: ChartOptions = {}): Figure {
  const rows = rowsOf(spikes);
  const names = rows.every(({name}) => name === "") ? undefined : rows.map(({name}) => name);
  const data = rows.flatMap(({name, times}, row) => (times.length === 0 ? [] : [ticks(names ? name : `${row}`, times, row, names ? row : 0)]));
  const {yaxis, ...layout} = layoutOf({xLabel, yLabel: yLabel ?? (names ? "" : "neuron"), ...options});
  const axis = names ? {tickvals: names.map((_, i) => i), ticktext: names} : {};
  return figure(merged(data, names !== undefined), {height: Math.min(640, 160 + 14 * Math.max(rows.length, 4)), ...layout, yaxis: {...(yaxis as object), range: [-0.6, rows.length - 0.4], showgrid: false, ...axis}});
}

function rowsOf(spikes: Spikes): {readonly name: string; readonly times: Numbers}[] {
  if (Array.isArray(spikes)) return spikes.map((times: Numbers) => ({name: "", times}));
  if ("dt" in spikes && "data" in spikes) return rowsOf(events(spikes as Raster));
  if ("units" in spikes && "field" in spikes) return rowsOf(trains(spikes as unknown as Events));
  return Object.entries(spikes as Readonly<Record<string, Numbers>>).map(([name, times]) => ({name, times}));
}

function ticks(name: string, times: Numbers, row: number, hue: number): Trace {
  return {name, x: plain(times), y: new Array<number>(times.length).fill(row), hue};
}

/** All rows of one colour in one trace, since a trace a row would make a thousand neurons crawl. */
function merged(rows: readonly Trace[], named: boolean): Trace[] {
  const size = Math.max(4, Math.min(14, 200 / Math.max(1, rows.length)));
  const style = (hue: number): Trace => ({type: "scatter", mode: "markers", showlegend: false, marker: {symbol: "line-ns-open", size, color: colour(hue), line: {width: 1.6}}});
  if (named) return rows.map(({hue, ...row}) => ({...row, ...style(hue as number), hovertemplate: `${row.name as string}<br>%{x:.6~g} ms<extra></extra>`}));
  const join = (key: string): unknown[] => rows.flatMap((row) => row[key] as unknown[]);
  return [{name: "spikes", x: join("x"), y: join("y"), ...style(0), hovertemplate: "neuron %{y}<br>%{x:.6~g} ms<extra></extra>"}];
}
