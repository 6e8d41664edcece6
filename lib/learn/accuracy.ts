/** @file How often a network is right. */
import {crew} from "../engine/crew.ts";
import {plan} from "../engine/plan.ts";
import type {Network} from "../model/network.ts";
import type {Signal} from "../model/node.ts";
import {checkWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import {frames} from "../simulate/frames.ts";
import type {Input} from "../simulate/input.ts";
import type {LabelledImages} from "../tensor/labelled.ts";
import {examples} from "./examples.ts";
import type {Examples, Lessons, ShowOptions} from "./examples.ts";
import {rightShare, shown} from "./fast-trainer.ts";
import {DEFAULT_LOSS} from "./learner.ts";
import {answer} from "./loss/loss.ts";
import type {Loss} from "./loss/loss.ts";

export interface AccuracyOptions extends ShowOptions {
  /** Whose scores decide: `loss.count()` unless given. */
  readonly loss?: Loss;
  /** Of codes that draw lots. */
  readonly seed?: number;
  /** `"reference"`, in double precision, unless given. */
  readonly engine?: "reference" | "fast";
}

export interface FastAccuracyOptions extends AccuracyOptions {
  /** In single precision on workers. */
  readonly engine: "fast";
  /** Workers, 2 unless given; the bits do not depend on it. */
  readonly threads?: number;
  /** Gives the work up. */
  readonly signal?: AbortSignal;
}

/**
 * The share of images whose class gets the largest score; of equal scores the first counts. By the clock, any network.
 *
 * With `engine: "fast"` a promise of it: many times sooner, and the same but where rounding moves a spike that sits at the threshold. It takes what `plan`
 * takes, and losses that decide by sums (counts, rates, mean membranes).
 *
 * @throws ShapeError, RangeError as `simulate` does; RangeError for what the fast engine has not, naming the way out.
 */
export function accuracy(net: Network, weights: Weights, data: LabelledImages | Lessons, options: FastAccuracyOptions): Promise<number>;
export function accuracy(net: Network, weights: Weights, data: LabelledImages | Lessons, options?: AccuracyOptions & {readonly engine?: "reference"}): number;
export function accuracy(net: Network, weights: Weights, data: LabelledImages | Lessons, {loss = DEFAULT_LOSS, seed = 0, engine = "reference", ...rest}: AccuracyOptions | FastAccuracyOptions = {}): number | Promise<number> {
  if (engine !== "reference" && engine !== "fast") throw new RangeError(`accuracy: engine must be "reference" or "fast", got ${JSON.stringify(engine)}`);
  checkWeights("accuracy", net, weights);
  const all = examples("accuracy", net, data, {...rest, seed});
  if (engine === "fast") return fastAccuracy(net, weights, all, loss, rest as Partial<FastAccuracyOptions>);
  let right = 0;
  for (let i = 0; i < all.count; i++) right += isRight(net, weights, all, i, loss) ? 1 : 0;
  return right / all.count;
}

/** Samples that are run together. */
const BATCH = 128;

async function fastAccuracy(net: Network, weights: Weights, all: Examples, loss: Loss, {threads = 2, signal}: Partial<FastAccuracyOptions>): Promise<number> {
  if (!loss.sums) throw new RangeError(`accuracy: the fast engine decides by what the outputs gave in sum, and loss.${loss.kind} does not; use engine "reference"`);
  const ready = plan(net, {...shown(all, "test"), batch: BATCH}), workers = crew(ready, {threads});
  try {
    return await rightShare(workers, ready, weights, all, BATCH, signal ? {signal} : {});
  } finally {
    await workers.close();
  }
}

/** Whether example `i` is answered rightly. */
export function isRight(net: Network, weights: Weights, all: Examples, i: number, loss: Loss): boolean {
  return answer(loss.scores(outputsOf(net, weights, all.rows(i, "test"), all.dt), all.dt)) === all.target(i);
}

/** What the network gave, one row a step. */
function outputsOf(net: Network, weights: Weights, rows: readonly Signal[], dt: number): Signal[] {
  const size = rows[0]!.length, data = new Float64Array(rows.length * size);
  rows.forEach((row, t) => data.set(row, t * size));
  const input: Input = {shape: [rows.length, ...net.shape], dt, data}, kept: Signal[] = [];
  for (const frame of frames(net, weights, input)) {
    const [first, ...others] = net.outputs.map((stage) => (stage === INPUT ? frame.input : frame.outputs[stage]!)), row = first!.slice();
    for (const other of others) for (let o = 0; o < row.length; o++) row[o]! += other[o]!;
    kept.push(row);
  }
  return kept;
}
