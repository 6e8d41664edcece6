/** @file Adam, with its weight decay apart. */
import {notNegative, positive} from "../../model/door.ts";
import {exp} from "../../tensor/exp.ts";
import {log} from "../../tensor/log.ts";
import {stateOf} from "./optimiser.ts";
import type {Optimiser} from "./optimiser.ts";

export interface AdamOptions {
  readonly learningRate?: number;
  /** Memory of the mean gradient; from 0, below 1. */
  readonly beta1?: number;
  /** Memory of its square; from 0, below 1. */
  readonly beta2?: number;
  readonly epsilon?: number;
  /** `w ← w (1 - learningRate · weightDecay)` beside the step (AdamW). */
  readonly weightDecay?: number;
}

/**
 * Adam: `m ← β₁ m + (1 - β₁) g`, `n ← β₂ n + (1 - β₂) g²`, `w ← w - learningRate m̂ / (√n̂ + ε)`, where `m̂ = m / (1 - β₁ᵗ)` and
 * `n̂ = n / (1 - β₂ᵗ)`.
 *
 * @throws RangeError if a number does not fit.
 * @see Kingma and Ba, ICLR 2015; Loshchilov and Hutter, ICLR 2019, for the decay.
 */
export function adam({learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0}: AdamOptions = {}): Optimiser {
  positive("adam", "learningRate", learningRate, "1");
  positive("adam", "epsilon", epsilon, "1");
  notNegative("adam", "weightDecay", weightDecay, "1");
  for (const [name, beta] of Object.entries({beta1, beta2})) {
    if (!(beta >= 0 && beta < 1)) throw new RangeError(`adam: ${name} must lie from 0 to below 1, got ${beta}`);
  }
  return {
    kind: "adam",
    settings: {learningRate, beta1, beta2, epsilon, weightDecay},
    start: (weights) => stateOf(weights, 2),
    step(state, weights, gradients, factor) {
      const t = ++state.count, rate = learningRate * factor, kept = 1 - rate * weightDecay;
      const first = 1 - power(beta1, t), second = 1 - power(beta2, t);
      weights.forEach(({data: w}, k) => {
        const g = gradients[k]!.data, m = state.memory[0]![k]!, n = state.memory[1]![k]!;
        for (let i = 0; i < w.length; i++) {
          m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
          n[i] = beta2 * n[i]! + (1 - beta2) * g[i]! * g[i]!;
          w[i] = w[i]! * kept - (rate * m[i]!) / first / (Math.sqrt(n[i]! / second) + epsilon);
        }
      });
    }
  };
}

/** `betaᵗ` by our own functions: the bits of `**` differ between versions of Node, and the weights' with them. */
const power = (beta: number, t: number): number => exp(t * log(beta));
