/** @file The gradient of a batch on this thread, and how the shards of a batch become one. */
import type {Weights} from "../model/weights.ts";
import {sizeOf} from "../tensor/shape.ts";
import {checkedBatch, checkedParameters, sampleSize} from "./inputs.ts";
import type {Batch} from "./inputs.ts";
import {machine} from "./machine.ts";
import {unpacked} from "./pack.ts";
import type {Plan} from "./plan.ts";
import {shard, SHARDS, work} from "./shards.ts";
import type {Done, Task} from "./shards.ts";

export interface BatchGradient {
  /** The mean over the samples. */
  readonly loss: number;
  /** What each output gave in sum, `[samples, outputs]`. */
  readonly outputs: Float32Array;
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
export function batchGradient(plan: Plan, weights: Weights, inputs: Batch, targets: ArrayLike<number>): BatchGradient {
  const {parameters, tasks, count} = lesson("batchGradient", plan, weights, inputs, targets), one = machine(plan.lowered, plan.training);
  one.parameters.set(parameters);
  one.learning!.turn();
  return merged("batchGradient", plan, tasks.map((task) => work(one, task, plan.net.stages.length, plan.training)), count);
}

/** A batch as tasks, one for each shard. */
export function lesson(who: string, plan: Plan, weights: Weights, inputs: Batch, targets: ArrayLike<number> | undefined): {parameters: Float32Array; tasks: Task[]; count: number} {
  const samples = checkedBatch(who, plan, inputs), count = inputs.shape[0]!, size = sampleSize(plan), classes = sizeOf(plan.net.output);
  if (targets) {
    if (!plan.training) throw new RangeError(`${who}: the plan was not made to learn; give plan(…, {train: {}})`);
    if (targets.length !== count) throw new RangeError(`${who}: there must be one target for each of ${count} samples, got ${targets.length}`);
    const bad = Array.from(targets).findIndex((target) => !(Number.isInteger(target) && target >= 0 && target < classes));
    if (bad >= 0) throw new RangeError(`${who}: targets must be classes from 0 to ${classes - 1}, got ${targets[bad]} for sample ${bad}`);
  }
  const tasks = Array.from({length: SHARDS}, (_, k): Task => {
    const [first, end] = shard(count, k), own = {samples: samples.slice(first * size, end * size), count: end - first};
    return targets ? {...own, targets: Uint32Array.from(Array.prototype.slice.call(targets, first, end) as number[])} : own;
  });
  return {parameters: checkedParameters(who, plan, weights), tasks, count};
}

/** The shards' results in their order. */
export function merged(who: string, {net, lowered}: Plan, done: readonly Done[], count: number): BatchGradient {
  const outputs = new Float32Array(count * sizeOf(net.output)), counts = new Float64Array(count * net.stages.length), sum = new Float32Array(lowered.parameters);
  let loss = 0, output = 0, stage = 0;
  for (const each of done) {
    outputs.set(each.outputs, output);
    counts.set(each.counts, stage);
    output += each.outputs.length;
    stage += each.counts.length;
    loss += each.loss / count;
    if (each.gradient) for (let k = 0; k < sum.length; k++) sum[k]! += each.gradient[k]!;
  }
  for (let k = 0; k < sum.length; k++) sum[k]! /= count;
  const weights = unpacked(net, lowered, sum), bad = weights.findIndex(({data}) => !data.every(Number.isFinite));
  if (!Number.isFinite(loss)) throw new RangeError(`${who}: the loss must be finite, got ${loss}; lower the learning rate`);
  if (bad >= 0) throw new RangeError(`${who}: the gradient of stage ${bad} (${net.stages[bad]!.node.kind}) must be finite; lower the learning rate or the surrogate's height`);
  return {loss, outputs, counts, gradients: weights};
}
