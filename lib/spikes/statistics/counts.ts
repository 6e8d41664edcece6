/** @file Statistics of spike counts: rates, their spread, and synchrony. */
import {sizeOf} from "../../tensor/shape.ts";
import {durationOf, fieldOf, stepAt} from "../raster.ts";
import type {Raster} from "../raster.ts";
import {asEvents, isRaster} from "../spikes.ts";
import type {Spikes} from "../spikes.ts";

/** The mean rate of each unit, Hz. */
export function rates(spikes: Spikes): Float64Array {
  const list = asEvents(spikes), each = new Float64Array(sizeOf(list.field)), duration = isRaster(spikes) ? durationOf(spikes) : list.duration;
  for (const unit of list.units) each[unit]! += 1000 / duration;
  return each;
}

/** The rate of a mean unit over time, Hz, in bins of `bin` ms (the peristimulus time histogram); only whole bins. */
export function rateOverTime(spikes: Spikes, {bin}: {readonly bin: number}): Float64Array {
  if (!(bin > 0)) throw new RangeError(`rateOverTime: bin must be positive (ms), got ${bin}`);
  const list = asEvents(spikes), bins = new Float64Array(Math.floor(list.duration / bin + 1e-9)), share = 1000 / (bin * sizeOf(list.field));
  for (const t of list.times) if (stepAt(t, bin) < bins.length) bins[stepAt(t, bin)]! += share;
  return bins;
}

/**
 * Fano factor of one train: variance (unbiased) over mean of its counts in windows of `window` ms. 1 for a Poisson
 * process, 0 for a clock whose period divides the window. `NaN` for fewer than two windows or no spikes.
 *
 * @see Fano, Phys. Rev. 72:26 (1947).
 */
export function fano(times: ArrayLike<number>, {window, duration}: {readonly window: number; readonly duration: number}): number {
  if (!(window > 0 && window <= duration)) throw new RangeError(`fano: window must be positive and at most the duration, ${duration} ms, got ${window}`);
  const counts = new Float64Array(Math.floor(duration / window + 1e-9));
  for (let i = 0; i < times.length; i++) if (stepAt(times[i]!, window) < counts.length) counts[stepAt(times[i]!, window)]!++;
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  return counts.length < 2 ? NaN : counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (counts.length - 1) / mean;
}

/**
 * Synchrony of a field: `χ = √(Var of the mean unit / mean of the units' Var)` over steps. 1 if all fire together, about
 * `1/√N` for `N` independent units. `NaN` where nothing varies.
 *
 * @see Golomb & Rinzel, Phys. Rev. E 48:4810 (1993).
 */
export function synchrony(spikes: Raster): number {
  const size = sizeOf(fieldOf(spikes)), steps = spikes.shape[0]!;
  const whole = new Float64Array(steps), sums = new Float64Array(size), squares = new Float64Array(size);
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < size; i++) {
      const n = spikes.data[t * size + i]!;
      whole[t]! += n / size;
      sums[i]! += n;
      squares[i]! += n * n;
    }
  }
  const mean = whole.reduce((a, b) => a + b, 0) / steps;
  const together = whole.reduce((sum, x) => sum + (x - mean) ** 2, 0) / steps;
  const alone = sums.reduce((sum, s, i) => sum + squares[i]! / steps - (s / steps) ** 2, 0) / size;
  return Math.sqrt(together / alone);
}
