/** @file The gradient of a batch on this thread, and how the shards of a batch become one. */
import type {Weights} from "../model/weights.ts";
import {sizeOf} from "../tensor/shape.ts";
import {areFinite, checkedBatch, checkedParameters, sampleSize} from "./inputs.ts";
import type {Batch} from "./inputs.ts";
import {machine} from "./machine.ts";
import {unpacked} from "./pack.ts";
import type {Plan} from "./plan.ts";
import {shard, SHARDS, work} from "./shards.ts";
import type {Done, Task} from "./shards.ts";

/** A class for each sample; or, for the loss of rates, one wish for each output of each sample. */
export type Targets = ArrayLike<number | ArrayLike<number>>;

export interface BatchGradient {
  /** The mean over the samples. */
  readonly loss: number;
  /** What each output gave in sum, `[samples, outputs]`. */
  readonly outputs: Float32Array;
  /** By which the loss decides, `[samples, outputs]`: the largest is the answer. What each output gave in sum where the plan was not made to learn. */
  readonly scores: Float64Array;
  /** Spikes of each sample and stage, `[samples, stages]`. */
  readonly counts: Float64Array;
  /** The derivative of the mean loss by each weight, as the weights. */
  readonly gradients: Weights;
}

/**
 * The loss of a batch and its gradient by backpropagation through time, in single precision: the twin of the reference's `gradient`, with the
 * same surrogates and resets. The bits do not depend on the machine, nor on how many workers share the batch.
 *
 * @throws RangeError for a plan that was not made to learn, targets that are no classes, or a loss that is not finite.
 */
export function batchGradient(plan: Plan, weights: Weights, inputs: Batch, targets: Targets): BatchGradient {
  const {parameters, tasks, count} = lesson("batchGradient", plan, weights, inputs, targets), one = machine(plan.lowered, plan.training);
  one.parameters.set(parameters);
  one.learning!.turn();
  return merged("batchGradient", plan, tasks.map((task) => work(one, task, plan.net.stages.length, plan.training)), count);
}

/** A batch as tasks, one for each shard. */
export function lesson(who: string, plan: Plan, weights: Weights, inputs: Batch, targets: Targets | undefined): {parameters: Float32Array; tasks: Task[]; count: number} {
  const samples = checkedBatch(who, plan, inputs), count = inputs.shape[0]!, size = sampleSize(plan), classes = sizeOf(plan.net.output);
  if (targets) {
    if (!plan.training) throw new RangeError(`${who}: the plan was not made to learn; give plan(…, {train: {}})`);
    if (targets.length !== count) throw new RangeError(`${who}: there must be one target for each of ${count} samples, got ${targets.length}`);
  }
  const wanted = targets && told(who, targets, classes, plan.training!.loss.name === "rate");
  const tasks = Array.from({length: SHARDS}, (_, k): Task => {
    const [first, end] = shard(count, k), own = {samples: samples.slice(first * size, end * size), count: end - first};
    if (wanted instanceof Uint32Array) return {...own, targets: wanted.slice(first, end)};
    return wanted ? {...own, wishes: wanted.slice(first * classes, end * classes)} : own;
  });
  return {parameters: checkedParameters(who, plan, weights), tasks, count};
}

/** Classes, or wishes one sample after the other. */
function told(who: string, targets: Targets, classes: number, wishes: boolean): Uint32Array | Float64Array {
  const all = Array.from(targets), lists = all.flatMap((target) => (typeof target === "number" ? [] : [target]));
  if (wishes && lists.length === all.length && all.length > 0) {
    const bad = lists.findIndex((list) => list.length !== classes || !Array.from(list).every(Number.isFinite));
    if (bad >= 0) throw new RangeError(`${who}: targets must be lists of ${classes} finite wishes (per step), got ${written(lists[bad]!)} for sample ${bad}`);
    return Float64Array.from(lists.flatMap((list) => Array.from(list)));
  }
  const bad = all.findIndex((target) => !(Number.isInteger(target) && (target as number) >= 0 && (target as number) < classes));
  if (bad >= 0) throw new RangeError(`${who}: targets must be classes from 0 to ${classes - 1}${wishes ? ", or lists of wishes" : ""}, got ${written(all[bad]!)} for sample ${bad}`);
  return Uint32Array.from(all as number[]);
}

const written = (target: number | ArrayLike<number>): string => (typeof target === "number" ? String(target) : `a list of ${target.length}`);

/** The shards' results in their order. */
export function merged(who: string, {net, lowered}: Plan, done: readonly Done[], count: number): BatchGradient {
  const outputs = new Float32Array(count * sizeOf(net.output)), counts = new Float64Array(count * net.stages.length), sum = new Float32Array(lowered.parameters), scores = new Float64Array(outputs.length);
  let loss = 0, output = 0, stage = 0;
  for (const each of done) {
    outputs.set(each.outputs, output);
    scores.set(each.scores ?? each.outputs, output);
    counts.set(each.counts, stage);
    output += each.outputs.length;
    stage += each.counts.length;
    loss += each.loss / count;
    if (each.gradient) add(sum, each.gradient);
  }
  for (let k = 0; k < sum.length; k++) sum[k]! /= count;
  const weights = unpacked(net, lowered, sum), bad = areFinite(sum) ? -1 : weights.findIndex(({data}) => !data.every(Number.isFinite));
  if (!Number.isFinite(loss)) throw new RangeError(`${who}: the loss must be finite, got ${loss}; lower the learning rate`);
  if (bad >= 0) throw new RangeError(`${who}: the gradient of stage ${bad} (${net.stages[bad]!.node.kind}) must be finite; lower the learning rate or the surrogate's height`);
  return {loss, outputs, scores, counts, gradients: weights};
}

function add(sum: Float32Array, part: Float32Array): void {
  for (let k = 0; k < sum.length; k++) sum[k]! += part[k]!;
}
