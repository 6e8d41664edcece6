/** @file How well a neuron finds a pattern: hits, false alarms, and how late in the pattern it fires. */

export interface DetectionOptions {
  /** When the pattern begins, ms. */
  readonly onsets: readonly number[];
  /** ms */
  readonly patternDuration: number;
  /** Of the whole stretch, ms. */
  readonly duration: number;
}

export interface Detections {
  /** The part of the patterns during which the neuron fired. */
  readonly hitRate: number;
  /** Spikes outside patterns, per second of time outside them, Hz. */
  readonly falseAlarmsHz: number;
  /** Mean time from the pattern's start to the first spike in it, ms; `NaN` without hits. */
  readonly latency: number;
}

/** Compares a neuron's spike times (ms) with the times at which a pattern was shown. */
export function detections(times: ArrayLike<number>, {onsets, patternDuration, duration}: DetectionOptions): Detections {
  const list = Array.from(times), inside = (from: number, t: number): boolean => t >= from && t < from + patternDuration;
  const first = onsets.map((from) => list.find((t) => inside(from, t))).map((t, k) => (t === undefined ? undefined : t - onsets[k]!)).filter((t) => t !== undefined);
  const outside = list.filter((t) => !onsets.some((from) => inside(from, t))).length;
  return {
    hitRate: onsets.length === 0 ? NaN : first.length / onsets.length,
    falseAlarmsHz: (1000 * outside) / (duration - onsets.length * patternDuration),
    latency: first.length === 0 ? NaN : first.reduce((a, b) => a + b, 0) / first.length
  };
}
