/** @file The postsynaptic potential: what one spike does to a membrane below threshold, in closed form. */
import {finite, positive} from "../door.ts";
import {sampled} from "../sampled.ts";
import type {At, Times} from "../sampled.ts";
import {chain, stageAt} from "./chain.ts";
import type {Chain} from "./chain.ts";
import {horizon, turningPoints} from "./crossings.ts";
import type {Response} from "./response.ts";

export interface PspOptions {
  /** Membrane time constant, ms. */
  readonly tau: number;
  readonly response: Response;
  /** `V₀ = R I₀`: the voltage to which the synaptic current at amplitude 1 would drive the membrane, mV. */
  readonly amplitude?: number;
}

/** The answer of a membrane to one spike of weight 1: `τ v' = -v + V₀ κ(t)`, `κ` the synapse's response. */
export interface Psp extends Chain, Required<PspOptions> {}

/** @throws RangeError if `tau` is not positive, or `amplitude` not finite. */
export function psp({tau, response, amplitude = 1}: PspOptions): Psp {
  positive("psp", "tau", tau, "ms");
  finite("psp", "amplitude", amplitude, "mV");
  return {...chain({taus: [...response.taus, tau], gain: amplitude}), tau, response, amplitude};
}

/** The state a spike leaves in a chain at rest: 1 in the first stage. */
export const spikeState = ({taus}: Chain): number[] => taus.map((_, k) => (k === 0 ? 1 : 0));

/**
 * The postsynaptic potential a time after its spike, mV from rest; 0 before it.
 *
 * For the exponential synapse `V₀ τs / (τ - τs) · (e^(-t/τ) - e^(-t/τs))`, for alpha
 * `V₀ / (τ τs λ²) · (e^(-t/τ) - e^(-t/τs) (1 + λt))` with `λ = 1/τs - 1/τ`: evaluated by divided differences, which hold
 * at `τ = τs` too.
 *
 * @throws RangeError if a time is not finite.
 */
export function pspAt<T extends Times>(psp: Psp, time: T): At<T> {
  const start = spikeState(psp);
  return sampled("pspAt", time, (t) => (t <= 0 ? 0 : stageAt(psp, start, psp.taus.length - 1, t)));
}

export interface Peak {
  /** ms */
  readonly time: number;
  /** mV */
  readonly height: number;
}

/**
 * Where the potential stops rising: where it meets the current that drives it, `v = V₀ κ(t)`.
 *
 * The height keeps all its digits. The time loses as many as `τs / τ` has before its point, where the membrane is so
 * much faster than its synapse that the two meet at a grazing angle.
 */
export function pspPeak(psp: Psp): Peak {
  const unit: Psp = {...psp, gain: 1};
  const [time = NaN] = turningPoints(unit, spikeState(unit), unit.taus.length - 1, horizon(unit));
  return {time, height: pspAt(psp, time)};
}

/** The area under the potential, `V₀` times the area under the response (mV ms): the membrane's own `τ` drops out. */
export const pspArea = ({amplitude, response}: Psp): number => amplitude * response.taus[0]!;

/**
 * The area under the square of the potential, mV² ms: by Parseval `V₀² τs² / (2 (τs + τ))` for the exponential synapse,
 * and with `a, b` its two filters `V₀² a² (ab + bτ + τa) / (2 (a + b)(b + τ)(τ + a))` for the others.
 */
export function pspEnergy({amplitude, response, tau}: Psp): number {
  const [a, b] = [response.taus[0]!, response.taus[1]];
  const area = amplitude * a;
  if (b === undefined) return area ** 2 / (2 * (a + tau));
  return (area ** 2 * (a * b + b * tau + tau * a)) / (2 * (a + b) * (b + tau) * (tau + a));
}
