/** @file A batch in shards: always as many, whoever works on them, so that sums are formed in one order and the bits do not depend on the workers. */
import {counted, orderOf} from "./run.ts";
import {judgeOf} from "./judge.ts";
import type {Machine} from "./machine.ts";
import type {Training} from "./training.ts";

/** As many as could ever work at once with profit; never the number of threads. */
export const SHARDS = 8;

/** The first sample of shard `k` of `count` samples, and the first that is not in it. */
export const shard = (count: number, k: number): readonly [first: number, end: number] => [Math.floor((k * count) / SHARDS), Math.floor(((k + 1) * count) / SHARDS)];

/** What a worker is asked for: samples in the network's order, targets where it shall learn. */
export interface Task {
  readonly samples: Float32Array | Uint8Array;
  readonly count: number;
  readonly targets?: Uint32Array;
  /** In their place, for the loss of rates: one wish for each output of each sample. */
  readonly wishes?: Float64Array;
}

export interface Done {
  /** `[samples, outputs]`. */
  readonly outputs: Float32Array;
  /** `[samples, outputs]`: by which the loss decides, where there is one. */
  readonly scores?: Float64Array;
  /** `[samples, stages]`. */
  readonly counts: Float64Array;
  /** Summed over the samples. */
  readonly loss: number;
  readonly gradient?: Float32Array;
}

/** Runs (and learns) the samples of one shard on a machine whose parameters are set. */
export function work(one: Machine, {samples, count, targets, wishes}: Task, stages: number, training?: Training): Done {
  const order = orderOf(one), size = samples.length / Math.max(1, count), {learning} = one, classes = order.length, learns = targets !== undefined || wishes !== undefined;
  const outputs = new Float32Array(count * classes), counts = new Float64Array(count * stages), judge = training && judgeOf(one, training, order), scores = new Float64Array(judge ? count * classes : 0);
  let loss = 0;
  if (learns) learning!.begin();
  for (let k = 0; k < count; k++) {
    one.load(samples.subarray(k * size, (k + 1) * size));
    one.forward();
    for (let o = 0; o < classes; o++) outputs[k * classes + o] = one.sums[order[o]!]!;
    counted(one, counts.subarray(k * stages, (k + 1) * stages));
    if (judge) scores.set(judge.scores(), k * classes);
    if (!learns) continue;
    loss += judge!.loss(targets ? targets[k]! : wishes!.subarray(k * classes, (k + 1) * classes));
    learning!.backward();
  }
  if (learns) learning!.settle();
  return {outputs, counts, loss, ...(judge ? {scores} : {}), ...(learns ? {gradient: learning!.gradient.slice()} : {})};
}
