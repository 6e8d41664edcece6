/** @file Where theory expects weights to go: the mean change of a synapse whose two ends fire independently. */
import {notNegative} from "../../../model/door.ts";
import {checkedPairs} from "../pairs.ts";
import type {PairsOptions} from "../pairs.ts";
import type {Pairing} from "../timing.ts";
import {checkedTriplets} from "../triplets.ts";
import type {TripletsOptions} from "../triplets.ts";

export interface Rates {
  /** Hz */
  readonly preHz: number;
  /** Hz */
  readonly postHz: number;
  /** Step of the clock on which spikes fall, ms; 0 for continuous time. */
  readonly dt?: number;
}

/** The two halves of the mean change, in parts of the weight's range per second, before any dependence on the weight. */
export interface Drift {
  readonly potentiation: number;
  readonly depression: number;
}

/**
 * The drift of pair STDP under independent Poisson trains: `r_pre r_post aPlus tauPlus` and `r_pre r_post aMinus tauMinus` for all
 * pairs, with `tau / (1 + r tau)` in place of `tau` for the nearest (`r` of the side that the trace remembers). On a clock of step
 * `dt` a trace's mean is a geometric sum, which pairs in one step add to potentiation.
 *
 * @throws RangeError as `timing.pairs` does, and if a rate is negative or comes more than once a step.
 * @see Kempter, Gerstner and van Hemmen, Phys. Rev. E 59 (1999), 4498; Izhikevich and Desai, Neural Computation 15 (2003), 1511.
 */
export function pairDrift({preHz, postHz, dt = 0, ...options}: PairsOptions & Rates): Drift {
  const {aPlus, aMinus, tauPlus, tauMinus, pairing} = checkedPairs("oracle.pairDrift", options), [pre, post] = checkedRates("oracle.pairDrift", {preHz, postHz, dt});
  return {
    potentiation: 1000 * post * aPlus * meanTrace(pre, tauPlus, pairing, dt, true),
    depression: 1000 * pre * aMinus * meanTrace(post, tauMinus, pairing, dt, false)
  };
}

/**
 * The drift of triplet STDP under independent Poisson trains: at a post spike the mean of `r₁ (a2Plus + a3Plus o₂)`, at a pre spike
 * that of `o₁ (a2Minus + a3Minus r₂)`; the traces of the two sides are independent, so their means multiply.
 *
 * @throws RangeError as `timing.triplets` does, and for bad rates.
 * @see Pfister and Gerstner, Journal of Neuroscience 26 (2006), 9673, equation 5.
 */
export function tripletDrift({preHz, postHz, dt = 0, ...options}: TripletsOptions & Rates): Drift {
  const {a2Plus, a3Plus, a2Minus, a3Minus, tauPlus, tauMinus, tauX, tauY, pairing} = checkedTriplets("oracle.tripletDrift", options);
  const [pre, post] = checkedRates("oracle.tripletDrift", {preHz, postHz, dt});
  return {
    potentiation: 1000 * post * meanTrace(pre, tauPlus, pairing, dt, true) * (a2Plus + a3Plus * meanTrace(post, tauY, pairing, dt, false)),
    depression: 1000 * pre * meanTrace(post, tauMinus, pairing, dt, false) * (a2Minus + a3Minus * meanTrace(pre, tauX, pairing, dt, false))
  };
}

/** Both rates per ms. */
function checkedRates(who: string, {preHz, postHz, dt}: Required<Rates>): [number, number] {
  notNegative(who, "preHz", preHz, "Hz");
  notNegative(who, "postHz", postHz, "Hz");
  notNegative(who, "dt", dt, "ms");
  if (!(Math.max(preHz, postHz) * dt <= 1000)) throw new RangeError(`${who}: a rate must not exceed one spike a step of ${dt} ms, got ${Math.max(preHz, postHz)} Hz`);
  return [preHz / 1000, postHz / 1000];
}

/** The mean of a trace of trains of `rate` per ms (one spike a step at most); `now`: with the spikes of the step itself. */
function meanTrace(rate: number, tau: number, pairing: Pairing, dt: number, now: boolean): number {
  if (dt === 0) return pairing === "all" ? rate * tau : (rate * tau) / (1 + rate * tau);
  const chance = rate * dt, decay = Math.exp(-dt / tau);
  const sum = pairing === "all" ? chance / (1 - decay) : chance / (1 - (1 - chance) * decay);
  return now ? sum : sum * decay;
}
