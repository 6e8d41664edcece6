/** @file Order timing: at a post spike, who came before gains and who did not loses; how long before does not matter. */
import {notNegative} from "../../model/door.ts";
import type {Timing} from "./timing.ts";

export interface OrderOptions {
  /** What a synapse gains whose pre spike came first, in parts of the weight's range. */
  readonly aPlus?: number;
  /** What a synapse loses whose pre spike came later or not at all. */
  readonly aMinus?: number;
}

/**
 * Order: at each post spike `+aPlus` for every synapse whose pre unit has spiked in this run (in the same step too), `-aMinus` for
 * every other. For one spike a unit and a fresh run an image; with the dependence `w(1 - w)` it is the rule of Kheradpisheh and others.
 *
 * @throws RangeError if an amplitude is negative.
 * @see Kheradpisheh, Ganjtabesh, Thorpe and Masquelier, Neural Networks 99 (2018), 56, equation 3.
 */
export function order({aPlus = 0.004, aMinus = 0.003}: OrderOptions = {}): Timing {
  notNegative("timing.order", "aPlus", aPlus, "parts of the weight's range");
  notNegative("timing.order", "aMinus", aMinus, "parts of the weight's range");
  return {
    name: "order",
    order: {up: aPlus, down: aMinus},
    start(pre, post) {
      const potentiation = {pre: new Float64Array(pre), post: new Float64Array(post)};
      const depression = {pre: new Float64Array(pre).fill(1), post: new Float64Array(post)};
      return {
        potentiation,
        depression,
        step(x, y) {
          for (let i = 0; i < pre; i++) {
            if (x[i] === 0) continue;
            potentiation.pre[i] = 1;
            depression.pre[i] = 0;
          }
          for (let i = 0; i < post; i++) {
            potentiation.post[i] = aPlus * y[i]!;
            depression.post[i] = aMinus * y[i]!;
          }
        }
      };
    }
  };
}
