/** @file Campbell's theorem: the mean and the fluctuation of a membrane under Poisson input. */
import {finite, notNegative, positive} from "../door.ts";
import {pspArea, pspEnergy} from "./psp.ts";
import type {Psp} from "./psp.ts";

export interface Noise {
  /** mV from rest. */
  readonly mean: number;
  /** Standard deviation, mV. */
  readonly deviation: number;
}

/**
 * A membrane that jumps by `jump` at Poisson times: mean `r w τ`, variance `r w² τ / 2`.
 *
 * @param rateHz of all inputs together.
 * @throws RangeError if the rate is negative, `tau` not positive, or the jump not finite.
 */
export function shotNoise({rateHz, jump, tau}: {readonly rateHz: number; readonly jump: number; readonly tau: number}): Noise {
  const rate = notNegative("shotNoise", "rateHz", rateHz, "Hz") / 1000;
  positive("shotNoise", "tau", tau, "ms");
  finite("shotNoise", "jump", jump, "mV");
  return {mean: rate * jump * tau, deviation: Math.sqrt((rate * jump ** 2 * tau) / 2)};
}

/**
 * The same for postsynaptic potentials of any shape: mean `r ∫ε`, variance `r ∫ε²`.
 *
 * @throws RangeError if the rate is negative.
 */
export function pspNoise(psp: Psp, {rateHz}: {readonly rateHz: number}): Noise {
  const rate = notNegative("pspNoise", "rateHz", rateHz, "Hz") / 1000;
  return {mean: rate * pspArea(psp), deviation: Math.sqrt(rate * pspEnergy(psp))};
}
