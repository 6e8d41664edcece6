/** @file The textbook formulas as they stand, which explode where two time constants meet: for comparison only. */
import type {TimeConstants} from "./peak-time.ts";

/**
 * The exponential synapse's potential for `V₀ = 1`, as the textbook writes it. Near `τ = τs` it subtracts two numbers
 * that agree in most digits and divides by their difference; at equality it is 0/0.
 */
export function naiveExponentialPsp({tau, synapse}: TimeConstants, t: number): number {
  return (synapse / (tau - synapse)) * (Math.exp(-t / tau) - Math.exp(-t / synapse));
}

/**
 * The alpha synapse's potential for `V₀ = 1`, as the textbook writes it. It divides by `λ²`, so with `τs = τ (1 - ε)`
 * rounding errors of 1e-16 grow to about `1e-16 (τ / t)² / ε²` of the result.
 */
export function naiveAlphaPsp({tau, synapse}: TimeConstants, t: number): number {
  const lambda = 1 / synapse - 1 / tau;
  return (Math.exp(-t / tau) - Math.exp(-t / synapse) * (1 + lambda * t)) / (tau * synapse * lambda ** 2);
}
