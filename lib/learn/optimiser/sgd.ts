/** @file Stochastic gradient descent. */
import {notNegative, positive} from "../../model/door.ts";
import {stateOf} from "./optimiser.ts";
import type {Optimiser} from "./optimiser.ts";

export interface SgdOptions {
  readonly learningRate?: number;
  /** Share of the last step that goes on; from 0, below 1. */
  readonly momentum?: number;
  /** Pulls weights to 0: adds `weightDecay · w` to the gradient. */
  readonly weightDecay?: number;
}

/**
 * Gradient descent with momentum: `g ← g + weightDecay w`, `m ← momentum m + g`, `w ← w - learningRate m`.
 *
 * @throws RangeError if a number does not fit.
 */
export function sgd({learningRate = 0.1, momentum = 0, weightDecay = 0}: SgdOptions = {}): Optimiser {
  positive("sgd", "learningRate", learningRate, "1");
  if (!(momentum >= 0 && momentum < 1)) throw new RangeError(`sgd: momentum must lie from 0 to below 1, got ${momentum}`);
  notNegative("sgd", "weightDecay", weightDecay, "1");
  return {
    kind: "sgd",
    settings: {learningRate, momentum, weightDecay},
    start: (weights) => stateOf(weights, 1),
    step(state, weights, gradients, factor) {
      const rate = learningRate * factor;
      state.count++;
      weights.forEach(({data: w}, k) => {
        const g = gradients[k]!.data, m = state.memory[0]![k]!;
        for (let i = 0; i < w.length; i++) {
          m[i] = momentum * m[i]! + g[i]! + weightDecay * w[i]!;
          w[i]! -= rate * m[i]!;
        }
      });
    }
  };
}
