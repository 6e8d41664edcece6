/** @file A neuron that fires by chance: the linear Poisson unit in which theories of learning are solved. */
import {generator} from "../../tensor/generator.ts";
import {stream} from "../../tensor/stream.ts";
import type {Stream} from "../../tensor/stream.ts";
import type {Membranes, Population} from "../node.ts";

export interface ChanceOptions {
  readonly seed: number;
  /** The chance of a spike that an input of 1 gives. */
  readonly gain?: number;
}

export interface ChanceState extends Membranes {
  readonly draws: Stream;
}

/**
 * Fires in a step with chance `gain · input` (0 below 0, 1 above 1) and remembers nothing; its membrane is that chance. The same seed
 * gives the same lots in every run.
 *
 * @throws RangeError if the gain is not positive.
 */
export function chance({seed, gain = 1}: ChanceOptions): Population<ChanceState> {
  if (!(gain > 0 && gain < Infinity)) throw new RangeError(`chance: gain must be positive, got ${gain}`);
  const source = generator(seed);
  return {
    kind: "chance",
    settings: {seed, gain},
    convention: {order: "input, draw", gain: String(gain), method: "exact", reset: "none", spikes: "one a step", refractory: 0, delay: "none"},
    clockOnly: "chance draws its lots step by step; use simulate",
    start: (size) => ({v: new Float64Array(size), draws: stream(source)}),
    step({v, draws}, x, fired) {
      for (let i = 0; i < v.length; i++) {
        v[i] = Math.min(1, Math.max(0, gain * x[i]!));
        fired[i] = draws.uniform() < v[i]! ? 1 : 0;
      }
    }
  };
}
