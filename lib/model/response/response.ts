/** @file The shapes of a synaptic current after one spike: exponential, alpha, double exponential. */
import {positive} from "../door.ts";
import {sampled} from "../sampled.ts";
import type {At, Times} from "../sampled.ts";
import {stageAt} from "./chain.ts";

/** How a synapse answers a spike: a dimensionless course over time, to be multiplied by an amplitude. */
export interface Response {
  readonly name: string;
  /** Low-pass filters in a row, ms; the first is the decay, whose value is the area under the response. */
  readonly taus: readonly number[];
}

/** `e^(-t/τ)`: jumps to 1, area `τ`. */
export function exponential(tau: number): Response {
  return {name: "exponential", taus: [positive("response.exponential", "tau", tau, "ms")]};
}

/**
 * `(t/τ) e^(-t/τ)`: rises to `1/e` at `t = τ`, area `τ`.
 *
 * No factor `e`: the form that peaks at 1 is `e` times this one.
 */
export function alpha(tau: number): Response {
  return {name: "alpha", taus: [positive("response.alpha", "tau", tau, "ms"), tau]};
}

/**
 * `decay / (decay - rise) · (e^(-t/decay) - e^(-t/rise))`, area `decay`; the alpha response where the two are equal,
 * and the exponential one as `rise` goes to zero.
 */
export function doubleExponential({rise, decay}: {readonly rise: number; readonly decay: number}): Response {
  const who = "response.doubleExponential";
  return {name: "double exponential", taus: [positive(who, "decay", decay, "ms"), positive(who, "rise", rise, "ms")]};
}

/**
 * The response a time after its spike; 0 before it.
 *
 * @throws RangeError if a time is not finite.
 */
export function responseAt<T extends Times>({taus}: Response, time: T): At<T> {
  const start = taus.map((_, k) => (k === 0 ? 1 : 0));
  return sampled("responseAt", time, (t) => (t < 0 ? 0 : stageAt({taus, gain: 1}, start, taus.length - 1, t)));
}
