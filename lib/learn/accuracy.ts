/** @file How often a network is right. */
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
import {DEFAULT_LOSS} from "./learner.ts";
import {answer} from "./loss/loss.ts";
import type {Loss} from "./loss/loss.ts";

export interface AccuracyOptions extends ShowOptions {
  /** Whose scores decide: `loss.count()` unless given. */
  readonly loss?: Loss;
  /** Of codes that draw lots. */
  readonly seed?: number;
}

/**
 * The share of images whose class gets the largest score; of equal scores the first counts. By the clock, any network.
 *
 * @throws ShapeError, RangeError as `simulate` does.
 */
export function accuracy(net: Network, weights: Weights, data: LabelledImages | Lessons, {loss = DEFAULT_LOSS, seed = 0, ...show}: AccuracyOptions = {}): number {
  checkWeights("accuracy", net, weights);
  const all = examples("accuracy", net, data, {...show, seed});
  let right = 0;
  for (let i = 0; i < all.count; i++) right += isRight(net, weights, all, i, loss) ? 1 : 0;
  return right / all.count;
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
