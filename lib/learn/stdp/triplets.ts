/** @file Triplet timing: a third spike makes a pair count for more. */
import {notNegative, positive} from "../../model/door.ts";
import {checkedPairing} from "./timing.ts";
import type {Pairing, Timing} from "./timing.ts";
import {trace} from "./trace.ts";

export interface TripletsOptions {
  /** Amplitude of pairs, in parts of the weight's range. */
  readonly a2Plus?: number;
  readonly a2Minus?: number;
  /** Amplitude of triplets: pre, post, post. */
  readonly a3Plus?: number;
  /** Of post, pre, pre. */
  readonly a3Minus?: number;
  /** ms */
  readonly tauPlus?: number;
  /** ms */
  readonly tauMinus?: number;
  /** How long an earlier pre spike is remembered, ms. */
  readonly tauX?: number;
  /** How long an earlier post spike is remembered, ms. */
  readonly tauY?: number;
  readonly pairing?: Pairing;
}

/** The full all-to-all fit to visual cortex of Pfister and Gerstner (2006): the full model, all spikes paired. */
export const TRIPLETS = {a2Plus: 5e-10, a3Plus: 6.2e-3, a2Minus: 7e-3, a3Minus: 2.3e-4, tauPlus: 16.8, tauMinus: 33.7, tauX: 101, tauY: 125, pairing: "all"} as const;

/**
 * Triplets. At a post spike `+r₁ (a2Plus + a3Plus o₂)`, at a pre spike `-o₁ (a2Minus + a3Minus r₂)`, where `r₁, r₂` are traces
 * of the pre spikes (`tauPlus`, `tauX`) and `o₁, o₂` of the post spikes (`tauMinus`, `tauY`); `r₂` and `o₂` are read just before
 * the spike that asks for them.
 *
 * @throws RangeError if an amplitude is negative or a time constant not positive.
 * @see Pfister and Gerstner, Journal of Neuroscience 26 (2006), 9673, equations 3 and 4.
 */
export function triplets(options: TripletsOptions = {}): Timing {
  const {a2Plus, a3Plus, a2Minus, a3Minus, tauPlus, tauMinus, tauX, tauY, pairing} = checkedTriplets("timing.triplets", options);
  return {
    name: pairing === "all" ? "triplets" : "nearest triplets",
    start(pre, post) {
      const r1 = trace(pre, tauPlus, pairing), r2 = trace(pre, tauX, pairing), o1 = trace(post, tauMinus, pairing), o2 = trace(post, tauY, pairing);
      const potentiation = {pre: r1.value, post: new Float64Array(post)}, depression = {pre: new Float64Array(pre), post: new Float64Array(post)};
      return {
        potentiation,
        depression,
        step(x, y, dt) {
          for (const each of [r1, r2, o1, o2]) each.fade(dt);
          r1.take(x);
          for (let i = 0; i < post; i++) potentiation.post[i] = y[i]! * (a2Plus + a3Plus * o2.value[i]!);
          for (let i = 0; i < pre; i++) depression.pre[i] = x[i]! * (a2Minus + a3Minus * r2.value[i]!);
          depression.post.set(o1.value);
          r2.take(x);
          o1.take(y);
          o2.take(y);
        }
      };
    }
  };
}

/** The options, complete and checked. */
export function checkedTriplets(who: string, options: TripletsOptions): Required<TripletsOptions> {
  const all = {...TRIPLETS, ...options};
  for (const name of ["a2Plus", "a3Plus", "a2Minus", "a3Minus"] as const) notNegative(who, name, all[name], "parts of the weight's range");
  for (const name of ["tauPlus", "tauMinus", "tauX", "tauY"] as const) positive(who, name, all[name], "ms");
  checkedPairing(who, all.pairing);
  return all;
}
