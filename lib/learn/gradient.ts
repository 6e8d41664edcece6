/** @file The gradient of one run, by backpropagation through time. */
import type {Network} from "../model/network.ts";
import {checkWeights, zeroWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {clocked} from "../simulate/input.ts";
import type {Input} from "../simulate/input.ts";
import {rowsOf} from "./examples.ts";
import {flow} from "./flow.ts";
import type {LayerFlow} from "./flow.ts";
import {learner} from "./learner.ts";
import type {LearningOptions} from "./learner.ts";
import type {Target} from "./loss/loss.ts";

export interface GradientOptions extends LearningOptions {
  /** The class, or what the loss takes. */
  readonly target: Target;
  /** One step, ms; needed for events, given by a raster. */
  readonly dt?: number;
}

export interface Gradient {
  readonly loss: number;
  /** One number for each class. */
  readonly scores: Float64Array;
  /** `∂loss/∂w`, as the weights. */
  readonly gradients: Weights;
  /** How far the error came, and who was silent. */
  readonly layers: readonly LayerFlow[];
}

/**
 * Runs a network by the clock and carries the loss's error back through its stages and through time, in float64. Exact but for the
 * spikes, whose slope is the surrogate's.
 *
 * @throws TypeError naming a node that has no adjoint, and the way out; ShapeError, RangeError as `simulate` does.
 * @see Neftci, Mostafa and Zenke, IEEE Signal Processing Magazine 36:6 (2019), 51–63.
 */
export function gradient(net: Network, weights: Weights, input: Input, {target, dt, ...options}: GradientOptions): Gradient {
  const signals = clocked("gradient", net, input, dt), gradients = zeroWeights(net), report = flow(net);
  checkWeights("gradient", net, weights);
  const {learn, tape} = learner("gradient", net, weights, gradients, {steps: signals.shape[0]!, dt: signals.dt}, options);
  const {loss, scores} = learn(rowsOf(signals), target);
  report.add(tape.given, tape.errors);
  return {loss, scores, gradients, layers: report.layers(weights, gradients)};
}
