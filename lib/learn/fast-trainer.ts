/** @file One step of a training on the fast engine: the same as the reference's, in single precision and on workers. */
import {crew} from "../engine/crew.ts";
import type {Crew, CrewCall} from "../engine/crew.ts";
import {plan} from "../engine/plan.ts";
import type {Drive} from "../engine/passes.ts";
import type {Plan} from "../engine/plan.ts";
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Examples} from "./examples.ts";
import {guard} from "./guard.ts";
import type {Guard} from "./guard.ts";
import {answer} from "./loss/loss.ts";
import type {Target} from "./loss/loss.ts";
import {clip as clipped} from "./optimiser/clip.ts";
import {fastSigmoid} from "./surrogate/family.ts";
import type {Trainer, TrainerOptions} from "./trainer.ts";

export interface FastOptions extends TrainerOptions {
  /** Examples a step. */
  readonly batch: number;
  readonly threads: number;
  readonly mode: "strict" | "relaxed";
  /** What a worker may take, bytes. */
  readonly memory?: number | undefined;
}

/**
 * Trains `weights` in place.
 *
 * @throws RangeError naming what the engine cannot do, and the way out.
 */
export function fastTrainer(net: Network, weights: Weights, all: Examples, options: FastOptions): Trainer {
  const {optimiser, clip, surrogate = fastSigmoid(), reset = "detached", batch, threads, signal} = options, ready = planned(net, all, {...options, surrogate, reset, batch});
  const workers = crew(ready, {threads}), state = optimiser.start(weights), call = signal ? {signal} : {};
  const watched = guard(net, weights, (weight) => Number.isFinite(Math.fround(weight)));
  let now = 0;
  const ended = (error: unknown): undefined => given(signal, failed(error, now, watched));
  return {
    layers: () => { throw new RangeError('fit: what the layers did is seen by engine "reference" alone'); },
    close: () => workers.close(),
    share: (tests) => rightShare(workers, ready, weights, tests, batch, call).catch(ended),
    async step(chosen, {epoch, step, factor}) {
      now = step;
      const {inputs, targets} = batchOf(ready, all, chosen, epoch), made = await workers.gradient(weights, inputs, targets, call).catch(ended);
      if (!made) return undefined;
      watched.look(step, made.loss, made.gradients);
      const gradientNorm = clipped(made.gradients, clip);
      optimiser.step(state, weights, made.gradients, factor);
      watched.check(step, made.gradients);
      return {loss: made.loss, accuracy: right(made.scores, targets) / chosen.length, gradientNorm};
    }
  };
}

/** Nothing where the signal was given: then the call was given up. */
function given(signal: AbortSignal | undefined, error: unknown): undefined {
  if (signal?.aborted) return undefined;
  throw error;
}

/** What the engine said, as an error of the training where a number was lost (it may name the stage) or a worker; what does not fit is said as it is. */
function failed(error: unknown, step: number, {lost, broken}: Guard): unknown {
  const [said = ""] = (error instanceof Error ? error.message : String(error)).replace(/^[\w.]+: /, "").split("; ");
  if (!(error instanceof RangeError)) return broken(step, said);
  if (said.startsWith("weights of stage")) return lost(step, "the weights are lost");
  const stage = /^the gradient of stage (\d+)/.exec(said)?.[1];
  return stage === undefined && !said.startsWith("the loss") ? error : lost(step, said, stage === undefined ? {} : {stage: Number(stage)});
}

/** How many rows of scores are largest at their target. */
function right(scores: Float64Array, targets: readonly Target[]): number {
  const classes = scores.length / targets.length;
  return targets.reduce<number>((count, target, k) => count + (answer(scores.subarray(k * classes, (k + 1) * classes)) === target ? 1 : 0), 0);
}

function planned(net: Network, all: Examples, {loss, surrogate, reset, regularisers = [], window = 0, soft = false, memory, batch, mode}: FastOptions & Required<Pick<FastOptions, "surrogate" | "reset">>): Plan {
  const way = 'use engine "reference"';
  if (!loss.form) throw new RangeError(`fit: the fast engine has no ${loss.kind} loss; take one of spikebook's, or ${way}`);
  const strange = regularisers.find(({forms}) => !forms), costs = regularisers.flatMap((each) => each.forms?.(net, all.dt) ?? []);
  if (strange) throw new RangeError(`fit: the fast engine has no ${strange.kind} regulariser; take one of spikebook's, or ${way}`);
  if (soft) throw new RangeError(`fit: the fast engine has no soft spikes; ${way}`);
  return plan(net, {...shown(all, 0), batch, mode, train: {surrogate, reset, loss: loss.form, costs, window, ...(memory === undefined ? {} : {memory})}});
}

/** How the examples drive a run, by the first of them. */
export function shown(all: Examples, round: number | string): {readonly steps: number; readonly dt: number; readonly input: Drive} {
  const rows = all.rows(0, round), still = rows.every((row) => row === rows[0]), binary = !still && rows.every((row) => row.every((x) => x === 0 || x === 1));
  return {steps: rows.length, dt: all.dt, input: still ? "static" : binary ? "spikes" : "signals"};
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
export async function rightShare(workers: Crew, ready: Plan, weights: Weights, tests: Examples, batch: number, call: CrewCall = {}): Promise<number> {
  let count = 0;
  for (let at = 0; at < tests.count; at += batch) {
    const chosen = Array.from({length: Math.min(batch, tests.count - at)}, (_, k) => at + k), {inputs, targets} = batchOf(ready, tests, chosen, "test");
    count += right((await workers.run(weights, inputs, call)).scores, targets);
  }
  return count / tests.count;
}
