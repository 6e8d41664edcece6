/** @file Pair timing: a pre- and a postsynaptic spike meet, and their lag decides. */
import {notNegative, positive} from "../../model/door.ts";
import {checkedPairing} from "./timing.ts";
import type {Pairing, Timing} from "./timing.ts";
import {trace} from "./trace.ts";

export interface PairsOptions {
  /** What a pair at lag 0 adds, in parts of the weight's range. */
  readonly aPlus?: number;
  /** What an acausal pair at lag 0 takes. */
  readonly aMinus?: number;
  /** ms */
  readonly tauPlus?: number;
  /** ms */
  readonly tauMinus?: number;
  readonly pairing?: Pairing;
}

/** What a pair does where nothing else is said. */
export const PAIRS = {aPlus: 0.01, aMinus: 0.0105, tauPlus: 20, tauMinus: 20, pairing: "all"} as const;

/**
 * Pairs: with the lag `s = t_post - t_pre`, `+aPlus e^(-s / tauPlus)` for `s ≥ 0` and `-aMinus e^(s / tauMinus)` for `s < 0`,
 * summed over all pairs, or over the nearest: each post spike with the last pre spike, each pre spike with the last post spike.
 *
 * @throws RangeError if an amplitude is negative or a time constant not positive.
 * @see Song, Miller and Abbott, Nature Neuroscience 3 (2000), 919; Morrison, Diesmann and Gerstner, Biol. Cybern. 98 (2008), 459.
 */
export function pairs(options: PairsOptions = {}): Timing {
  const {aPlus, aMinus, tauPlus, tauMinus, pairing} = checkedPairs("timing.pairs", options);
  return {
    name: pairing === "all" ? "pairs" : "nearest pairs",
    start(pre, post) {
      const before = trace(pre, tauPlus, pairing), after = trace(post, tauMinus, pairing);
      const potentiation = {pre: before.value, post: new Float64Array(post)}, depression = {pre: new Float64Array(pre), post: new Float64Array(post)};
      return {
        potentiation,
        depression,
        step(x, y, dt) {
          before.fade(dt);
          after.fade(dt);
          before.take(x);
          for (let i = 0; i < post; i++) potentiation.post[i] = aPlus * y[i]!;
          for (let i = 0; i < pre; i++) depression.pre[i] = aMinus * x[i]!;
          // Depression hears the post spikes before this step alone.
          depression.post.set(after.value);
          after.take(y);
        }
      };
    }
  };
}

/** The options, complete and checked. */
export function checkedPairs(who: string, options: PairsOptions): Required<PairsOptions> {
  const all = {...PAIRS, ...options};
  notNegative(who, "aPlus", all.aPlus, "parts of the weight's range");
  notNegative(who, "aMinus", all.aMinus, "parts of the weight's range");
  positive(who, "tauPlus", all.tauPlus, "ms");
  positive(who, "tauMinus", all.tauMinus, "ms");
  checkedPairing(who, all.pairing);
  return all;
}
