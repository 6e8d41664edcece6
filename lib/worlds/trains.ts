/** @file Spike trains by chance: groups of inputs, each with a rate and a correlation of its own. */
import {raster} from "../spikes/raster.ts";
import type {Raster} from "../spikes/raster.ts";
import {generator, split} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";

export interface TrainGroup {
  readonly size: number;
  /** Hz */
  readonly rateHz: number;
  /** Correlation of any two of its trains within a step, 0 to 1. */
  readonly correlation?: number;
}

export interface TrainsOptions {
  readonly groups: readonly TrainGroup[];
  readonly steps: number;
  /** One step, ms. */
  readonly dt?: number;
  readonly seed: number;
}

/**
 * Trains that draw a lot in each step, `[steps, inputs]`, group after group. In a group of correlation `c` each train takes, with
 * chance `√c`, the common lot in place of its own: then any two have correlation `c` in a step, and none between steps.
 *
 * @throws RangeError if a rate exceeds one spike a step, or a correlation does not lie from 0 to 1.
 */
export function trains({groups, steps, dt = 1, seed}: TrainsOptions): Raster {
  const size = groups.reduce((sum, group) => sum + group.size, 0), spikes = raster([steps, size], dt);
  let first = 0;
  groups.forEach(({size: count, rateHz, correlation = 0}, g) => {
    const chance = (rateHz * dt) / 1000, share = Math.sqrt(correlation);
    if (!(chance >= 0 && chance <= 1)) throw new RangeError(`trains: rateHz must lie from 0 to ${1000 / dt} (Hz; once a step), got ${rateHz}`);
    if (!(correlation >= 0 && correlation <= 1)) throw new RangeError(`trains: correlation must lie from 0 to 1, got ${correlation}`);
    const draws = stream(split(generator(seed), g));
    for (let t = 0; t < steps; t++) {
      const common = draws.uniform() < chance;
      for (let i = 0; i < count; i++) {
        const shared = share > 0 && draws.uniform() < share;
        if (shared ? common : draws.uniform() < chance) spikes.data[t * size + first + i] = 1;
      }
    }
    first += count;
  });
  return spikes;
}
