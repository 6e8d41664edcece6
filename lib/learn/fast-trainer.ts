/** @file One step of a training on the fast engine: the same as the reference's, in single precision and on workers. */
import {crew} from "../engine/crew.ts";
import type {Crew} from "../engine/crew.ts";
import {plan} from "../engine/plan.ts";
import type {Plan} from "../engine/plan.ts";
import type {Network} from "../model/network.ts";
import {copyWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Examples} from "./examples.ts";
import {astray, FitError} from "./fit-error.ts";
import {answer} from "./loss/loss.ts";
import type {Target} from "./loss/loss.ts";
import {clip as clipped} from "./optimiser/clip.ts";
import {fastSigmoid} from "./surrogate/family.ts";
import type {Trainer, TrainerOptions} from "./trainer.ts";

export interface FastOptions extends TrainerOptions {
  /** Examples a step. */
  readonly batch: number;
  readonly threads: number;
  /** What a worker may take, bytes. */
  readonly memory?: number | undefined;
}

/** A batch whose mean loss is this many times that of the first is lost. */
const EXPLODED = 1000;

/**
 * Trains `weights` in place.
 *
 * @throws RangeError naming what the engine cannot do, and the way out.
 */
export function fastTrainer(net: Network, weights: Weights, all: Examples, options: FastOptions): Trainer {
  const {optimiser, clip, surrogate = fastSigmoid(), reset = "detached", batch, threads} = options, ready = planned(net, all, {...options, surrogate, reset, batch});
  const workers = crew(ready, {threads}), state = optimiser.start(weights), good = copyWeights(weights);
  let first: number | undefined;
  const lost = (step: number, why: string, gradients: Weights): FitError => {
    const found = astray(net, weights, gradients);
    return new FitError(`fit: ${why} at step ${step}; a smaller learning rate or clip may help, and the last good weights are on this error`, {weights: good, stage: found?.stage, step});
  };
  return {
    layers: () => { throw new RangeError('fit: what the layers did is seen by engine "reference" alone'); },
    close: () => workers.close(),
    share: (tests) => rightShare(workers, ready, weights, tests, batch),
    async step(chosen, {epoch, step, factor}) {
      const {inputs, targets} = batchOf(ready, all, chosen, epoch), made = await workers.gradient(weights, inputs, targets).catch((error: unknown) => {
        throw error instanceof RangeError ? lost(step, error.message, weights) : error;
      });
      first ??= made.loss;
      if (made.loss > EXPLODED * Math.max(1, first)) throw lost(step, `the loss exploded from ${first.toPrecision(4)} to ${made.loss.toPrecision(4)}`, made.gradients);
      const gradientNorm = clipped(made.gradients, clip);
      optimiser.step(state, weights, made.gradients, factor);
      if (weights.some(({data}) => !data.every((w) => Number.isFinite(Math.fround(w))))) throw lost(step, "the weights are lost", made.gradients);
      weights.forEach(({data}, k) => good[k]!.data.set(data));
      return {loss: made.loss, accuracy: right(made.scores, targets) / chosen.length, gradientNorm};
    }
  };
}

/** How many rows of scores are largest at their target. */
function right(scores: Float64Array, targets: readonly Target[]): number {
  const classes = scores.length / targets.length;
  return targets.reduce<number>((count, target, k) => count + (answer(scores.subarray(k * classes, (k + 1) * classes)) === target ? 1 : 0), 0);
}

function planned(net: Network, all: Examples, {loss, surrogate, reset, regularisers = [], window = 0, soft = false, memory, batch}: FastOptions & Required<Pick<FastOptions, "surrogate" | "reset">>): Plan {
  const way = 'use engine "reference"';
  if (!loss.form) throw new RangeError(`fit: the fast engine has no ${loss.kind} loss; take one of spikebook's, or ${way}`);
  const strange = regularisers.find(({forms}) => !forms), costs = regularisers.flatMap((each) => each.forms?.(net, all.dt) ?? []);
  if (strange) throw new RangeError(`fit: the fast engine has no ${strange.kind} regulariser; take one of spikebook's, or ${way}`);
  if (soft) throw new RangeError(`fit: the fast engine has no soft spikes; ${way}`);
  const rows = all.rows(0, 0), still = rows.every((row) => row === rows[0]), binary = !still && rows.every((row) => row.every((x) => x === 0 || x === 1));
  return plan(net, {steps: rows.length, dt: all.dt, batch, input: still ? "static" : binary ? "spikes" : "signals", train: {surrogate, reset, loss: loss.form, costs, window, ...(memory === undefined ? {} : {memory})}});
}

/** The chosen examples as the engine takes them. */
function batchOf({net, lowered: {drive, steps}}: Plan, all: Examples, chosen: ArrayLike<number>, round: number | string): {inputs: {shape: number[]; data: Float32Array}; targets: Target[]} {
  const size = sizeOf(net.shape), lots = drive === "static" ? 1 : steps, data = new Float32Array(chosen.length * lots * size), targets: Target[] = [];
  for (let k = 0; k < chosen.length; k++) {
    const rows = all.rows(chosen[k]!, round);
    if (rows.length !== steps) throw new RangeError(`fit: the fast engine needs as many steps of every example, got ${rows.length} after ${steps}; use engine "reference"`);
    targets.push(all.target(chosen[k]!));
    for (let t = 0; t < lots; t++) data.set(rows[t]!, (k * lots + t) * size);
  }
  return {inputs: {shape: [chosen.length, ...(drive === "static" ? [] : [steps]), ...net.shape], data}, targets};
}

/** The share of the tests that are answered rightly. */
async function rightShare(workers: Crew, ready: Plan, weights: Weights, tests: Examples, batch: number): Promise<number> {
  let count = 0;
  for (let at = 0; at < tests.count; at += batch) {
    const chosen = Array.from({length: Math.min(batch, tests.count - at)}, (_, k) => at + k), {inputs, targets} = batchOf(ready, tests, chosen, "test");
    count += right((await workers.run(weights, inputs)).scores, targets);
  }
  return count / tests.count;
}
