/** @file One step of a training: a batch, its mean gradient, and what the optimiser makes of it. */
import type {Network} from "../model/network.ts";
import {copyWeights, zeroWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import type {Examples} from "./examples.ts";
import {astray, FitError} from "./fit-error.ts";
import {flow} from "./flow.ts";
import type {Flow, LayerFlow} from "./flow.ts";
import {learner} from "./learner.ts";
import type {Learner, LearningOptions} from "./learner.ts";
import {answer} from "./loss/loss.ts";
import type {Loss} from "./loss/loss.ts";
import {clip as clipped, scale} from "./optimiser/clip.ts";
import type {Optimiser} from "./optimiser/optimiser.ts";

export interface TrainerOptions extends LearningOptions {
  readonly loss: Loss;
  readonly optimiser: Optimiser;
  readonly clip: number;
  /** Whether anyone looks at the layers. */
  readonly watched: boolean;
}

interface Taught {
  readonly loss: number;
  readonly accuracy: number;
  readonly gradientNorm: number;
}

export interface Trainer {
  /** Learns from these examples: changes the weights. */
  step(chosen: readonly number[], at: {readonly epoch: number; readonly step: number; readonly factor: number}): Taught | Promise<Taught>;
  /** The share of the tests that are answered rightly, where it has a way of its own. */
  share?(tests: Examples): Promise<number>;
  /** Gives back what it holds. */
  close?(): Promise<void>;
  /** What the layers did in the last step. */
  layers(): LayerFlow[];
}

/** A batch whose mean loss is this many times that of the first is lost. */
const EXPLODED = 1000;

/** Trains `weights` in place. */
export function trainer(net: Network, weights: Weights, all: Examples, {optimiser, clip, watched, ...options}: TrainerOptions): Trainer {
  const gradients = zeroWeights(net), state = optimiser.start(weights), good = copyWeights(weights), learners = new Map<number, Learner>();
  let report: Flow = flow(net), first: number | undefined, sums = zeroWeights(net);
  const learnerFor = (steps: number): Learner => {
    const known = learners.get(steps) ?? learner("fit", net, weights, gradients, {steps, dt: all.dt}, options);
    learners.set(steps, known);
    return known;
  };
  const lost = (step: number, why: string, tape?: Learner["tape"]): FitError => {
    const found = astray(net, weights, gradients, tape), where = found && `; ${found.what} at stage ${found.stage} (${net.stages[found.stage]!.node.kind}) ${found.what === "its weights" ? "are" : "is"} not finite`;
    return new FitError(`fit: ${why} at step ${step}${where ?? ""}; a smaller learning rate or clip may help, and the last good weights are on this error`, {weights: good, stage: found?.stage, step});
  };
  return {
    layers: () => report.layers(weights, sums),
    step(chosen, {epoch, step, factor}) {
      let loss = 0, right = 0;
      report = flow(net);
      for (const {data} of gradients) data.fill(0);
      for (const i of chosen) {
        const rows = all.rows(i, epoch), target = all.target(i), {learn, tape} = learnerFor(rows.length), lesson = learn(rows, target);
        if (!Number.isFinite(lesson.loss)) throw lost(step, `the loss is ${lesson.loss}`, tape);
        loss += lesson.loss / chosen.length;
        right += answer(lesson.scores) === target ? 1 : 0;
        if (watched) report.add(tape.given, tape.errors);
      }
      first ??= loss;
      if (loss > EXPLODED * Math.max(1, first)) throw lost(step, `the loss exploded from ${first.toPrecision(4)} to ${loss.toPrecision(4)}`);
      if (watched) sums = copyWeights(gradients);
      scale(gradients, 1 / chosen.length);
      const gradientNorm = clipped(gradients, clip);
      if (!Number.isFinite(gradientNorm)) throw lost(step, "the gradient is not finite");
      optimiser.step(state, weights, gradients, factor);
      if (weights.some(({data}) => !data.every(Number.isFinite))) throw lost(step, "the weights are lost");
      weights.forEach(({data}, k) => good[k]!.data.set(data));
      return {loss, accuracy: right / chosen.length, gradientNorm};
    }
  };
}
