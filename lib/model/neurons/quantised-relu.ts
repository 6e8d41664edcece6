/** @file The rectifier in steps: what an artificial network must use to become a spiking one of few steps. */
import type {Population} from "../node.ts";

export interface QuantisedReluOptions {
  /** Steps of equal height from 0 to the ceiling. */
  readonly levels: number;
  /** The largest value. */
  readonly ceiling?: number;
}

/**
 * The clip-floor-shift activation (QCFS): `λ clip(⌊x L / λ + 1/2⌋, 0, L) / L` for `L` levels up to the ceiling `λ`.
 *
 * It is the rate of an integrate-and-fire neuron that starts at half a threshold, after `L` steps of a constant current: a network that
 * was trained with it converts without any quantisation error at `T = L`, and in expectation at every `T`. A ceiling need not be
 * learned: scaling the weights in front by `1 / λ` and those behind by `λ` is the same network, so the weights learn it.
 *
 * Errors pass as if the steps were a straight line: unchanged between 0 and the ceiling, not at all elsewhere.
 *
 * @throws RangeError if `levels` is not a whole number of at least 1 or the ceiling not positive.
 * @see Bu et al., ICLR 2022 (Optimal ANN-SNN conversion for high-accuracy and ultra-low-latency spiking neural networks).
 */
export function quantisedRelu({levels, ceiling = 1}: QuantisedReluOptions): Population {
  if (!(Number.isInteger(levels) && levels >= 1)) throw new RangeError(`quantisedRelu: levels must be a whole number of at least 1, got ${levels}`);
  if (!(ceiling > 0 && ceiling < Infinity)) throw new RangeError(`quantisedRelu: ceiling must be positive, got ${ceiling}`);
  const height = ceiling / levels, staircase = (x: number): number => height * Math.max(0, Math.min(levels, Math.floor(x / height + 0.5)));
  return {
    kind: "quantisedRelu",
    graded: true,
    settings: {levels, ceiling},
    convention: {order: "input", gain: "1", method: "exact", reset: "none", spikes: "none", refractory: 0, delay: "none"},
    start: (size) => ({v: new Float64Array(size)}),
    step({v}, x, out) {
      for (let i = 0; i < v.length; i++) {
        v[i] = x[i]!;
        out[i] = staircase(x[i]!);
      }
    },
    backstep({size, steps, soft}) {
      const open = new Uint8Array(steps * size);
      return {
        start: () => undefined,
        forward(t, x, y) {
          for (let i = 0; i < size; i++) {
            open[t * size + i] = x[i]! > 0 && x[i]! < ceiling ? 1 : 0;
            y[i] = soft ? Math.max(0, Math.min(ceiling, x[i]!)) : staircase(x[i]!);
          }
        },
        backward(t, dy, dx) {
          for (let i = 0; i < size; i++) dx[i] = open[t * size + i] === 1 ? dy[i]! : 0;
        },
        cut: () => undefined
      };
    },
    rectifier: {ceiling, levels},
    clockOnly: "quantisedRelu gives rates, not spikes; use simulate, or toSpiking to convert the network"
  };
}
