/** @file What each code costs and gives, on one axis: a table of codes on the same data. */
import {table} from "arquero";
import type {ColumnTable} from "arquero";
import {deletion, insertion, jitter} from "../spikes/perturb.ts";
import type {Events} from "../spikes/events.ts";
import {generator, split} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";
import type {Tensor} from "../tensor/tensor.ts";
import type {Code} from "./code.ts";
import {decisionTime} from "./decision.ts";
import {information, levelsOf} from "./information.ts";
import {rootMeanSquare, sentEvents} from "./measure.ts";

export interface TradeoffOptions {
  /** Step of codes that need a clock, ms; the others send exact times. */
  readonly dt?: number;
  /** Classes of value for the information. */
  readonly levels?: number;
  /** Standard deviation of the jitter in the column `jittered`, ms. */
  readonly jitter?: number;
  /** Chance of losing a spike in the column `thinned`. */
  readonly deletion?: number;
  /** Rate of added spikes in the column `noisy`, Hz for each unit. */
  readonly insertionHz?: number;
  /** The part of the images that must be told apart for a decision to be useful. */
  readonly useful?: number;
  /** How many times are tried for the decision. */
  readonly moments?: number;
  readonly seed?: number;
}

/**
 * One row for each code, on the same images with values in `[0, 1]`:
 *
 * - `duration` ms; `spikes` for each value; `error`, root mean square of decoded less sent
 * - `bits` for each value and `bitsPerSpike`: mutual information of the value's level and the decoded value's level,
 *   plug-in estimate less its Miller-Panzeri-Treves bias. What is decoded tells at most what the spikes told, so this is
 *   a lower bound for the code.
 * - `decision` ms: the first time from which on at least `useful` of the images are told apart (see `decisionTime`)
 * - `jittered`, `thinned`, `noisy`: the error after jitter, loss and added spikes
 *
 * @returns an arquero table
 */
export function tradeoff(codes: readonly Code[], images: readonly Tensor[], options: TradeoffOptions = {}): ColumnTable {
  if (images.length === 0) throw new RangeError("tradeoff: at least one image is needed, got none");
  const rows = codes.map((code) => measured(code, images, options));
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  return table(Object.fromEntries(columns.map((name) => [name, rows.map((row) => row[name])])));
}

interface Row {
  readonly code: string;
  readonly duration: number;
  readonly spikes: number;
  readonly error: number;
  readonly bits: number;
  readonly bitsPerSpike: number;
  readonly decision: number;
  readonly jittered: number;
  readonly thinned: number;
  readonly noisy: number;
}

function measured(code: Code, images: readonly Tensor[], {dt = 1, levels = 8, jitter: deviation = 1, deletion: chance = 0.1, insertionHz = 5, useful = 0.9, moments = 25, seed = 0}: TradeoffOptions): Row {
  // Each image, and each disturbance of it, draws lots of its own.
  const lot = (purpose: string, i: number): number => stream(split(split(generator(seed), purpose), i)).word();
  const sent = images.map((image, i) => sentEvents(code, image, dt, lot("encode", i)));
  const error = (change: (spikes: Events, i: number) => Events): number => rootMeanSquare(images, sent.map((spikes, i) => code.decode(change(spikes, i))));
  const decoded = sent.map((spikes) => code.decode(spikes));
  const truth = images.flatMap((image) => [...image.data]), read = decoded.flatMap((image) => [...image.data]);
  const {bits} = information(levelsOf(truth, levels), levelsOf(read, levels)), spikes = sent.reduce((sum, {times}) => sum + times.length, 0) / truth.length;
  return {
    code: code.name,
    duration: code.duration,
    spikes,
    error: rootMeanSquare(images, decoded),
    bits,
    bitsPerSpike: bits / spikes,
    decision: decisionTime(code, images, sent, {useful, moments}),
    jittered: error((list, i) => jitter(list, {deviation, seed: lot("jitter", i)})),
    thinned: error((list, i) => deletion(list, {chance, seed: lot("deletion", i)})),
    noisy: error((list, i) => insertion(list, {rateHz: insertionHz, seed: lot("insertion", i)}))
  };
}
