/** @file Sigma-delta code: spikes of fixed size whose running sum follows the running sum of the signal. */
import {positive} from "./code.ts";
import {decodeLevels, encodeLevels} from "./delta.ts";
import type {SignalCode} from "./delta.ts";

export interface SigmaDeltaOptions {
  /** What one spike is worth. */
  readonly threshold?: number;
  /** Frames that the receiver averages over. */
  readonly window?: number;
}

/**
 * First-order sigma-delta modulation, which is an integrate-and-fire unit with both signs and reset by subtraction: after
 * every frame the sum of the signal and of the spikes differ by at most half a threshold. The mean of the last `W` frames
 * is read to within `threshold / W`: time buys precision, and the error of one frame is paid back in the next.
 *
 * @see Inose, Yasuda & Murakami (1962); Yoon, "LIF and simplified SRM neurons encode signals into spikes via a form of
 * asynchronous pulse sigma-delta modulation", IEEE TNNLS 28:1192 (2017).
 */
export function sigmaDelta({threshold = 1, window = 16}: SigmaDeltaOptions = {}): SignalCode {
  positive("sigmaDelta", "threshold must be positive", threshold);
  if (!(Number.isInteger(window) && window >= 1)) throw new RangeError(`sigmaDelta: window must be a whole number of at least 1 (frames), got ${window}`);
  return {
    name: "sigma-delta",
    encode: (signal, {dt}) => {
      const sums: number[] = [];
      return encodeLevels("sigmaDelta", signal, dt, (x, level, unit) => {
        const sum = (sums[unit] ?? 0) + x;
        sums[unit] = sum;
        return Math.round(sum / threshold) - level;
      });
    },
    decode: (spikes) => movingMean(spikes, threshold, window),
    stillError: (frames) => (window < frames ? threshold / window : threshold / (2 * frames)),
    stillCount: (value, frames) => Math.round((frames * value) / threshold)
  };
}

function movingMean(spikes: Parameters<SignalCode["decode"]>[0], threshold: number, window: number): ReturnType<SignalCode["decode"]> {
  const sums = decodeLevels("sigmaDelta", spikes, (level) => threshold * level), frames = spikes.shape[0]!;
  const size = sums.data.length / frames, data = new Float64Array(sums.data.length);
  for (let place = 0; place < data.length; place++) {
    const back = Math.min(window, Math.floor(place / size) + 1);
    data[place] = (sums.data[place]! - (sums.data[place - back * size] ?? 0)) / back;
  }
  return {shape: sums.shape, data};
}
