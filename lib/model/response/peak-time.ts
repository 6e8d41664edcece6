/** @file When a postsynaptic potential peaks, by formula. */
import {positive} from "../door.ts";
import {lambertW} from "./lambert-w.ts";

export interface TimeConstants {
  /** Membrane, ms. */
  readonly tau: number;
  /** Synapse, ms. */
  readonly synapse: number;
}

/** Peak of the exponential synapse's potential, ms: `τ τs / (τ - τs) · ln(τ / τs)`, and `τ` where they are equal. */
export function exponentialPeakTime({tau, synapse}: TimeConstants): number {
  checked("exponentialPeakTime", tau, synapse);
  const excess = (tau - synapse) / synapse;
  return excess === 0 ? tau : tau * (Math.log1p(excess) / excess);
}

/**
 * Peak of the alpha synapse's potential, ms: `t = x / λ` with `e^x = 1 + a x`, `a = τ / τs`, `λ = 1/τs - 1/τ`, that is
 * `x = -1/a - W(-e^(-1/a) / a)`, on branch -1 if `τ > τs` and 0 if `τ < τs`; `2τ` where they are equal.
 *
 * Within 1 % of equality the formula loses digits to Lambert's branch point; `pspPeak` does not.
 */
export function alphaPeakTime({tau, synapse}: TimeConstants): number {
  checked("alphaPeakTime", tau, synapse);
  if (tau === synapse) return 2 * tau;
  const a = tau / synapse;
  const x = -1 / a - lambertW(-Math.exp(-1 / a) / a, tau > synapse ? -1 : 0);
  return (x * tau * synapse) / (tau - synapse);
}

function checked(who: string, tau: number, synapse: number): void {
  positive(who, "tau", tau, "ms");
  positive(who, "synapse", synapse, "ms");
}
