/** @file EventProp: exact gradients of spike times, without a clock and without surrogates. */
import type {Network} from "../model/network.ts";
import {zeroWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import type {Input} from "../simulate/input.ts";
import {simulateEvents} from "../simulate/simulate-events.ts";
import type {EventRun} from "../simulate/simulate-events.ts";
import {trains} from "../spikes/events.ts";
import {adjoint, layersOf} from "./event-adjoint.ts";
import {crossEntropy} from "./loss/loss.ts";
import type {Target} from "./loss/loss.ts";

/** The loss of the spike times of each output unit (ms, ascending), and its derivative by each. */
export type TimeLoss = (times: readonly Float64Array[], end: number) => {readonly loss: number; readonly slopes: readonly Float64Array[]};

export interface EventPropOptions {
  readonly loss: TimeLoss;
  /** When the run ends, ms; by default with the input. */
  readonly until?: number;
}

export interface EventGradient {
  readonly loss: number;
  readonly gradients: Weights;
  /** The spike times of each output unit, ms. */
  readonly times: readonly Float64Array[];
  readonly run: EventRun;
}

/**
 * The exact derivative of a loss on spike times by every weight, for layers of `projection → synapse → lif` that reset (to a value or by
 * subtraction) and rest for 0 or for ever. A spike at `v(t) = threshold` moves by `-δv / v'`: backwards between events the adjoint follows
 * the transposed propagator, and at a spike it jumps, `λ⁻ = (λ⁺ v'⁺ - Γ) / v'⁻`, `Γ` being what the spike's time did to the loss and
 * to the units that heard it. No spike is born or lost by a small enough step; where one is about to be, `v'` goes to 0 and the gradient
 * to infinity.
 *
 * @throws TypeError naming a node of another kind, and the way out.
 * @see Wunderlich and Pehle, Scientific Reports 11:12829 (2021).
 */
export function eventProp(net: Network, weights: Weights, input: Input, {loss: lossOf, until}: EventPropOptions): EventGradient {
  const layers = layersOf(net), run = simulateEvents(net, weights, input, until === undefined ? {} : {until});
  const end = until ?? run.duration, last = layers.at(-1)!, times = trains(run.spikes[last.population]!);
  const {loss, slopes} = lossOf(times, end), gradients = zeroWeights(net);
  times.forEach((train, o) => {
    if (slopes[o]?.length !== train.length) throw new RangeError(`eventProp: the loss must give a slope for each of ${train.length} spikes of output ${o}, got ${slopes[o]?.length ?? "none"}`);
  });
  adjoint(layers, weights, run, slopes, end, gradients);
  return {loss, gradients, times, run};
}

export interface FirstTimeOptions {
  readonly target: Target;
  /** How much sooner is e times as likely, ms. */
  readonly tau?: number;
}

/**
 * Cross entropy on first spikes, `-ln softmax(-first / tau)[class]`. A silent unit counts as spiking at the end of the run and has no
 * gradient: give it input enough, or train it with a surrogate first.
 *
 * @throws RangeError if tau is not positive, or (when used) the target is no class.
 */
export function firstTime({target, tau = 5}: FirstTimeOptions): TimeLoss {
  if (!(tau > 0 && tau < Infinity)) throw new RangeError(`firstTime: tau must be positive (ms), got ${tau}`);
  return (times, end) => {
    const errors = Float64Array.from(times, (train) => -(train[0] ?? end) / tau), loss = crossEntropy("firstTime", errors, target);
    return {loss, slopes: times.map((train, o) => train.map((_, k) => (k === 0 ? -errors[o]! / tau : 0)))};
  };
}
