/** @file One run and its way back: what `gradient` and `fit` are made of. */
import type {Network} from "../model/network.ts";
import type {Signal} from "../model/node.ts";
import type {Surrogate} from "../model/surrogate.ts";
import type {Weights} from "../model/weights.ts";
import * as losses from "./loss/family.ts";
import type {Loss, Target} from "./loss/loss.ts";
import {networkTape} from "./network-tape.ts";
import type {NetworkTape} from "./network-tape.ts";
import type {Regulariser} from "./regulariser/regulariser.ts";
import {fastSigmoid} from "./surrogate/family.ts";

/** How errors are made and carried back. */
export interface LearningOptions {
  /** Cross entropy on counts unless given. */
  readonly loss?: Loss;
  /** The fast sigmoid of slope 25 unless given. */
  readonly surrogate?: Surrogate;
  /** Whether errors flow through the spike that resets a membrane; they do not unless `"attached"`. */
  readonly reset?: "attached" | "detached";
  readonly regularisers?: readonly Regulariser[];
  /** Errors go back through time at most to the last multiple of this many steps; to the start unless given. */
  readonly window?: number;
  /** The soft spike instead of the step: a smooth network whose gradient is exact. */
  readonly soft?: boolean;
}

export interface Lesson {
  readonly loss: number;
  /** One number for each class. */
  readonly scores: Float64Array;
}

export interface Learner {
  readonly tape: NetworkTape;
  /** One run, forwards: the loss and its regularisers, whose errors now stand at the outputs. */
  look(rows: readonly Signal[], target: Target): Lesson;
  /** `look`, and the way back: adds to the gradients. */
  learn(rows: readonly Signal[], target: Target): Lesson;
}

export const DEFAULT_LOSS = losses.count();

/**
 * A learner for runs of `steps` steps of `dt` ms; reads `weights` at every run and adds to `gradients`.
 *
 * @throws TypeError or RangeError naming a node that cannot be trained, and the way out.
 */
export function learner(who: string, net: Network, weights: Weights, gradients: Weights, clock: {readonly steps: number; readonly dt: number}, options: LearningOptions = {}): Learner {
  const {loss = DEFAULT_LOSS, surrogate = fastSigmoid(), reset = "detached", regularisers = [], window = 0, soft = false} = options;
  if (!(Number.isInteger(window) && window >= 0)) throw new RangeError(`${who}: window must be a whole number of steps, got ${window}`);
  if (reset !== "attached" && reset !== "detached") throw new RangeError(`${who}: reset must be "attached" or "detached", got ${JSON.stringify(reset)}`);
  const tape = networkTape(who, net, weights, gradients, {...clock, surrogate, reset, soft, window}), extras = regularisers.map((each) => each.bind(net));
  const look = (rows: readonly Signal[], target: Target): Lesson => {
    tape.forward(rows);
    const own = loss.measure(tape.outputs, target, clock.dt, tape.outputErrors);
    return {loss: extras.reduce((sum, extra) => sum + extra(tape.given, clock.dt, tape.errors), own), scores: loss.scores(tape.outputs, clock.dt)};
  };
  return {
    tape, look,
    learn(rows, target) {
      const lesson = look(rows, target);
      tape.backward();
      return lesson;
    }
  };
}
