/** @file Training: batches, steps, epochs. */
import {positive} from "../model/door.ts";
import type {Network} from "../model/network.ts";
import {checkWeights, copyWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {shuffle} from "../tensor/draw.ts";
import {generator, split} from "../tensor/generator.ts";
import type {LabelledImages} from "../tensor/labelled.ts";
import {isRight} from "./accuracy.ts";
import type {Augmentation} from "./augment.ts";
import {examples} from "./examples.ts";
import type {Examples, Lessons, ShowOptions} from "./examples.ts";
import {FitError} from "./fit-error.ts";
import type {LayerFlow} from "./flow.ts";
import {DEFAULT_LOSS} from "./learner.ts";
import type {LearningOptions} from "./learner.ts";
import type {Loss} from "./loss/loss.ts";
import {adam} from "./optimiser/adam.ts";
import type {Optimiser} from "./optimiser/optimiser.ts";
import {constant} from "./optimiser/schedule.ts";
import type {Schedule} from "./optimiser/schedule.ts";
import {fastTrainer} from "./fast-trainer.ts";
import {trainer} from "./trainer.ts";
import {pauses, turn} from "./turn.ts";

/** What a step of a training did. (A type, not an interface, so that it is a row of a table.) */
export type FitStep = {
  readonly epoch: number;
  /** From 0, of `total`. */
  readonly step: number;
  readonly total: number;
  /** How many examples it saw. */
  readonly examples: number;
  /** Of the batch: mean loss, and the share answered rightly while learning. */
  readonly loss: number;
  readonly accuracy: number;
  readonly learningRate: number;
  /** Length of the mean gradient before clipping. */
  readonly gradientNorm: number;
};

/** A step while it is fresh: what its layers did, all steps so far, and the weights themselves, which go on changing. */
export interface FitProgress extends FitStep {
  readonly steps: readonly FitStep[];
  readonly weights: Weights;
  layers(): readonly LayerFlow[];
}

/** What an epoch did: means over its examples, and the accuracy on `validate` at its end. */
export type Epoch = {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validation?: number;
};

export interface FitOptions extends LearningOptions, ShowOptions {
  readonly epochs?: number;
  /** Examples a step. */
  readonly batch?: number;
  /** Adam unless given. */
  readonly optimiser?: Optimiser;
  readonly schedule?: Schedule;
  /** The longest gradient: longer ones are shortened to it. */
  readonly clip?: number;
  /** Changes each image anew each time it is learned from, e.g. `augment.shift()`; `validate` is shown as it is. */
  readonly augment?: Augmentation;
  /** Names the order of the examples, and the draws of the code and of `augment`. */
  readonly seed?: number;
  /**
   * `"fast"` trains in single precision on workers; it has most nodes and surrogates, every loss and regulariser, no soft spikes, and refuses the others with a
   * sentence. `"reference"` (the default) has all, in double precision.
   */
  readonly engine?: "reference" | "fast";
  /** Workers of the fast engine, 2 unless given; the bits do not depend on it. */
  readonly threads?: number;
  /** Arithmetic of the fast engine: `"strict"` unless given; `"relaxed"` is sooner where the machine can, with bits of its own. */
  readonly mode?: "strict" | "relaxed";
  /** What each worker of the fast engine may take, bytes: where a run needs more, steps are run again on the way back, to the same bits. */
  readonly memory?: number;
  /** What the accuracy of each epoch's end is measured on. */
  readonly validate?: LabelledImages | Lessons;
  onStep?(progress: FitProgress): void | Promise<void>;
  /** Ends the training at once: the weights reached are given, and a step that was not done is given up. */
  readonly signal?: AbortSignal;
}

export interface Fitted {
  readonly weights: Weights;
  /** One row an epoch; the last may be cut short. */
  readonly history: readonly Epoch[];
  readonly steps: readonly FitStep[];
  /** Whether the signal ended it. */
  readonly stopped: boolean;
}

/**
 * Trains a network by backpropagation through time with surrogate gradients; a network of rectifiers, shown each image for one step, is
 * trained by the very same loop. The weights given are not changed. The same seed gives the same weights, bit for bit.
 *
 * Between steps the event loop turns, so that an interrupt or the signal is heard.
 *
 * @throws FitError where the loss explodes or a number is lost, naming stage and step, with the last good weights; TypeError or RangeError
 * for a node that cannot be trained, or an option that does not fit.
 */
export async function fit(net: Network, weights: Weights, data: LabelledImages | Lessons, options: FitOptions = {}): Promise<Fitted> {
  const {epochs = 1, batch = 32, optimiser = adam(), schedule = constant(), clip = Infinity, seed = 0, validate, onStep, signal, loss = DEFAULT_LOSS, engine = "reference", threads = 2, mode = "strict"} = options;
  for (const [name, value] of Object.entries({epochs, batch})) {
    if (!(Number.isInteger(value) && value >= 1)) throw new RangeError(`fit: ${name} must be a whole number of at least 1, got ${value}`);
  }
  if (engine !== "reference" && engine !== "fast") throw new RangeError(`fit: engine must be "reference" or "fast", got ${JSON.stringify(engine)}`);
  if (clip !== Infinity) positive("fit", "clip", clip, "length of a gradient");
  checkWeights("fit", net, weights);
  const all = examples("fit", net, data, {...options, seed}), tests = validate && examples("fit", net, validate, {...options, seed, augment: undefined});
  const own = copyWeights(weights), wish = {...options, loss, optimiser, clip, watched: onStep !== undefined, signal};
  const train = engine === "fast" ? fastTrainer(net, own, all, {...wish, batch, threads, mode, memory: options.memory}) : trainer(net, own, all, wish);
  const each = Math.ceil(all.count / batch), total = epochs * each, steps: FitStep[] = [], history: Epoch[] = [];
  const rate = Number(optimiser.settings.learningRate ?? 1);
  try {
    for (let epoch = 0; epoch < epochs && !signal?.aborted; epoch++) {
      const order = shuffle(split(split(generator(seed), "order"), epoch), Uint32Array.from({length: all.count}, (_, i) => i));
      for (let at = 0; at < all.count && !signal?.aborted; at += batch) {
        const step = steps.length, factor = schedule(step, total), chosen = order.slice(at, at + batch);
        const taught = await train.step(chosen, {epoch, step, factor});
        if (!taught) break;
        const made: FitStep = {epoch, step, total, examples: chosen.length, learningRate: rate * factor, ...taught};
        steps.push(made);
        await onStep?.({...made, steps, weights: own, layers: train.layers});
        await turn();
      }
      if (steps.at(-1)?.epoch !== epoch) break;
      const validation = tests && !signal?.aborted ? await (train.share?.(tests) ?? share(net, own, tests, loss, signal)) : undefined;
      history.push({...means(epoch, steps), ...(validation === undefined ? {} : {validation})});
    }
  } finally {
    await train.close?.();
  }
  return {weights: own, history, steps, stopped: signal?.aborted === true};
}

export {FitError};

function means(epoch: number, steps: readonly FitStep[]): Epoch {
  const own = steps.filter((step) => step.epoch === epoch), seen = own.reduce((sum, step) => sum + step.examples, 0);
  const mean = (of: (step: FitStep) => number): number => own.reduce((sum, step) => sum + of(step) * step.examples, 0) / seen;
  return {epoch, loss: mean((step) => step.loss), accuracy: mean((step) => step.accuracy)};
}

/** The accuracy, taken in turns; nothing where the signal came. */
async function share(net: Network, weights: Weights, tests: Examples, loss: Loss, signal?: AbortSignal): Promise<number | undefined> {
  const pause = pauses();
  let right = 0;
  for (let i = 0; i < tests.count; i++) {
    right += isRight(net, weights, tests, i, loss) ? 1 : 0;
    await pause();
    if (signal?.aborted) return undefined;
  }
  return right / tests.count;
}
