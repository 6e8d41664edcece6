/** @file One step of a training: a batch, its mean gradient, and what the optimiser makes of it. */
import type {Network} from "../model/network.ts";
import {copyWeights, zeroWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import type {Examples} from "./examples.ts";
import {flow} from "./flow.ts";
import type {Flow, LayerFlow} from "./flow.ts";
import {guard} from "./guard.ts";
import {learner} from "./learner.ts";
import type {Learner, LearningOptions} from "./learner.ts";
import {answer} from "./loss/loss.ts";
import type {Loss} from "./loss/loss.ts";
import {clip as clipped, scale} from "./optimiser/clip.ts";
import type {Optimiser} from "./optimiser/optimiser.ts";
import {pauses} from "./turn.ts";

export interface TrainerOptions extends LearningOptions {
  readonly loss: Loss;
  readonly optimiser: Optimiser;
  readonly clip: number;
  /** Whether anyone looks at the layers. */
  readonly watched: boolean;
  /** Ends a step in progress. */
  readonly signal?: AbortSignal | undefined;
}

interface Taught {
  readonly loss: number;
  readonly accuracy: number;
  readonly gradientNorm: number;
}

export interface Trainer {
  /** Learns from these examples: changes the weights. Nothing where the signal came before it was done: then they are as they were. */
  step(chosen: readonly number[], at: {readonly epoch: number; readonly step: number; readonly factor: number}): Promise<Taught | undefined>;
  /** The share of the tests that are answered rightly, where it has a way of its own; nothing where the signal came. */
  share?(tests: Examples): Promise<number | undefined>;
  /** Gives back what it holds. */
  close?(): Promise<void>;
  /** What the layers did in the last step. */
  layers(): LayerFlow[];
}

/** Trains `weights` in place. */
export function trainer(net: Network, weights: Weights, all: Examples, {optimiser, clip, watched, signal, ...options}: TrainerOptions): Trainer {
  const gradients = zeroWeights(net), state = optimiser.start(weights), {lost, look, check} = guard(net, weights), learners = new Map<number, Learner>(), pause = pauses();
  let report: Flow = flow(net), sums = zeroWeights(net);
  const learnerFor = (steps: number): Learner => {
    const known = learners.get(steps) ?? learner("fit", net, weights, gradients, {steps, dt: all.dt}, options);
    learners.set(steps, known);
    return known;
  };
  return {
    layers: () => report.layers(weights, sums),
    async step(chosen, {epoch, step, factor}) {
      let loss = 0, right = 0;
      report = flow(net);
      for (const {data} of gradients) data.fill(0);
      for (const i of chosen) {
        const rows = all.rows(i, epoch), target = all.target(i), {learn, tape} = learnerFor(rows.length), lesson = learn(rows, target);
        if (!Number.isFinite(lesson.loss)) throw lost(step, `the loss is ${lesson.loss}`, {gradients, tape});
        loss += lesson.loss / chosen.length;
        right += answer(lesson.scores) === target ? 1 : 0;
        if (watched) report.add(tape.given, tape.errors);
        await pause();
        if (signal?.aborted) return undefined;
      }
      look(step, loss, gradients);
      if (watched) sums = copyWeights(gradients);
      scale(gradients, 1 / chosen.length);
      const gradientNorm = clipped(gradients, clip);
      if (!Number.isFinite(gradientNorm)) throw lost(step, "the gradient is not finite", {gradients});
      optimiser.step(state, weights, gradients, factor);
      check(step, gradients);
      return {loss, accuracy: right / chosen.length, gradientNorm};
    }
  };
}
