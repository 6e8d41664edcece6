/** @file The bias: a unit that is always on, and a weight from it to each channel. */
import type {Composite, Population} from "./node.ts";
import {spread} from "./projections/per-channel.ts";
import type {Stage} from "./wiring.ts";

/**
 * Adds a learned constant to each channel in every step: `y[c, p] = x[c, p] + b[c]`. Put it behind `conv` or `dense`.
 *
 * A projection is linear and has no room for a constant, so the bias is what it is on a chip without one: a unit that spikes in
 * every step, and one synapse from it to each place, whose weights `[channels]` are shared by the places of a channel. So learning,
 * counting and quantising see an ordinary projection. A step of the clock is its unit of time, so `simulateEvents` refuses it.
 */
export function bias(): Composite {
  return {
    kind: "bias",
    settings: {},
    wire(wiring, source) {
      const sum = wiring.settle(source);
      const one = wiring.add(always(), {stages: [], shape: [1], giver: "bias"});
      const added = wiring.add(spread(sum.shape), one);
      return {...sum, stages: [...sum.stages, ...added.stages], giver: "bias"};
    }
  };
}

/** Units that spike in every step, whatever arrives. */
export function always(): Population {
  return {
    kind: "always",
    settings: {},
    convention: {order: "none", gain: "0", method: "exact", reset: "none", spikes: "one a step", refractory: 0, delay: "none"},
    start: (size) => ({v: new Float64Array(size)}),
    step(_state, _x, out) { out.fill(1); },
    twin: () => ({form: "constant"}),
    clockOnly: "a bias comes in every step of a clock, and events have none; use simulate, or neurons with a constant current"
  };
}

/** Whether a stage hears nothing that changes: only units that themselves hear nothing. */
export const hearsConstant = (stages: readonly Stage[], {sources}: Stage): boolean =>
  sources.length > 0 && sources.every((source) => stages[source]?.sources.length === 0);
