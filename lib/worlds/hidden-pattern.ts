/** @file A pattern of spikes that comes again and again, hidden in noise of the same statistics. */
import {raster} from "../spikes/raster.ts";
import type {Raster} from "../spikes/raster.ts";
import {generator, split} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";
import type {Stream} from "../tensor/stream.ts";

export interface HiddenPatternOptions {
  readonly seed: number;
  readonly afferents?: number;
  /** How many of them take part in the pattern. */
  readonly involved?: number;
  /** ms */
  readonly patternDuration?: number;
  /** The part of the time that the pattern takes. */
  readonly share?: number;
  /** Mean rate of every afferent, inside the pattern and outside, Hz. */
  readonly rateHz?: number;
  /** Standard deviation with which a pattern's spikes move from one time to the next, ms. */
  readonly jitter?: number;
  /** Rate of spikes added everywhere, Hz. */
  readonly noiseHz?: number;
  /** ms */
  readonly dt?: number;
}

export interface HiddenPattern {
  /** The pattern itself: when each involved afferent fires, ms from its start. */
  readonly pattern: readonly (readonly number[])[];
  /** ms */
  readonly patternDuration: number;
  /** One stretch of the endless recording, and when the pattern begins in it (ms). The same number gives the same stretch. */
  stretch(k: number, duration: number): {readonly spikes: Raster; readonly onsets: readonly number[]};
}

/**
 * Poisson afferents of one rate. A stretch of `patternDuration` was drawn once and is pasted again over `involved` of them at random
 * times, never twice in a row, `share` of the time in all; the others go on by chance. All afferents together fire as much inside the
 * pattern as outside it; what tells is which of their spikes coincide.
 *
 * @throws RangeError if a number is out of its range.
 * @see Masquelier, Guyonneau and Thorpe, PLoS ONE 3 (2008), e1377.
 */
export function hiddenPattern(options: HiddenPatternOptions): HiddenPattern {
  const {seed, afferents = 400, involved = afferents / 2, patternDuration = 50, share = 0.25, rateHz = 54, jitter = 1, noiseHz = 10, dt = 1} = options;
  if (!(Number.isInteger(afferents) && afferents >= 1)) throw new RangeError(`hiddenPattern: afferents must be a whole number of at least 1, got ${afferents}`);
  if (!(Number.isInteger(involved) && involved >= 0 && involved <= afferents)) throw new RangeError(`hiddenPattern: involved must be a whole number from 0 to ${afferents}, got ${involved}`);
  if (!(share > 0 && share < 0.5)) throw new RangeError(`hiddenPattern: share must lie between 0 and 0.5, got ${share}`);
  for (const [name, value, unit] of [["patternDuration", patternDuration, "ms"], ["rateHz", rateHz, "Hz"], ["dt", dt, "ms"]] as const) {
    if (!(value > 0 && value < Infinity)) throw new RangeError(`hiddenPattern: ${name} must be positive (${unit}), got ${value}`);
  }
  if (!(jitter >= 0 && noiseHz >= 0)) throw new RangeError(`hiddenPattern: jitter (ms) and noiseHz must not be negative, got ${jitter} and ${noiseHz}`);
  const source = generator(seed), draws = stream(split(source, "pattern"));
  const pattern = Array.from({length: involved}, () => poissonTimes(draws, rateHz, patternDuration));
  return {
    pattern,
    patternDuration,
    stretch(k, duration) {
      const lots = stream(split(split(source, "stretches"), k)), onsets = places(lots, duration, patternDuration, share);
      const spikes = raster([Math.round(duration / dt), afferents], dt), last = spikes.shape[0]! - 1;
      const put = (time: number, i: number): void => { spikes.data[Math.min(last, Math.max(0, Math.floor(time / dt))) * afferents + i] = 1; };
      for (let i = 0; i < afferents; i++) {
        for (const t of poissonTimes(lots, rateHz, duration)) if (i >= involved || !onsets.some((from) => t >= from && t < from + patternDuration)) put(t, i);
        if (noiseHz > 0) for (const t of poissonTimes(lots, noiseHz, duration)) put(t, i);
      }
      for (const from of onsets) pattern.forEach((times, i) => { for (const t of times) put(from + t + jitter * lots.normal(), i); });
      return {spikes, onsets};
    }
  };
}

function poissonTimes(draws: Stream, rateHz: number, duration: number): number[] {
  const times: number[] = [], wait = 1000 / rateHz;
  for (let t = draws.exponential() * wait; t < duration; t += draws.exponential() * wait) times.push(t);
  return times;
}

/** Slots of the pattern's length, so many of them chosen by lot that none follows another. */
function places(draws: Stream, duration: number, length: number, share: number): number[] {
  const slots = Math.floor(duration / length), chosen: number[] = [];
  // After a chosen slot one is skipped, so a lot is drawn in 1 / (1 + p) of the slots: p / (1 + p) = share.
  const p = share / (1 - share);
  for (let slot = 0; slot < slots; slot++) {
    if (draws.uniform() >= p) continue;
    chosen.push(slot * length);
    slot++;
  }
  return chosen;
}
