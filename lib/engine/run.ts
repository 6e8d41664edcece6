/** @file A batch through the fast engine on this thread; no worker, so it runs in a browser as it is. */
import type {Weights} from "../model/weights.ts";
import {sizeOf} from "../tensor/shape.ts";
import {checkedBatch, checkedParameters, sampleSize} from "./inputs.ts";
import type {Batch} from "./inputs.ts";
import {machine} from "./machine.ts";
import type {Machine} from "./machine.ts";
import {eachUnit, wordsOf} from "./passes.ts";
import type {Plan} from "./plan.ts";
import {at} from "./slots.ts";

export interface EngineRunOptions {
  /** Stages (populations that fire, and pools of spikes) whose spikes are kept. */
  readonly record?: readonly number[];
}

export interface EngineRun {
  readonly plan: Plan;
  /** What the network gave in sum over time, `[samples, ...output]`. */
  readonly outputs: {readonly shape: readonly number[]; readonly data: Float32Array};
  /** Spikes of each sample and stage in all steps, `[samples, stages]`; 0 where a stage does not fire. */
  readonly counts: Float64Array;
  /** The spikes of each recorded stage, `[samples, steps, units]` in the network's order. */
  readonly spikes: ReadonlyMap<number, Uint8Array>;
}

/**
 * Runs every sample of a batch: the twin of `simulate`, in single precision, to the same bits on every machine.
 *
 * @throws RangeError naming the stage or the sample whose numbers do not fit.
 */
export function run(plan: Plan, weights: Weights, inputs: Batch, {record = []}: EngineRunOptions = {}): EngineRun {
  const samples = checkedBatch("run", plan, inputs), parameters = checkedParameters("run", plan, weights);
  const one = machine(plan.lowered);
  one.parameters.set(parameters);
  one.turn();
  return collected(plan, one, samples, inputs.shape[0]!, record);
}

function collected(plan: Plan, one: Machine, samples: Float32Array | Uint8Array, count: number, record: readonly number[]): EngineRun {
  const {net, lowered: {steps}} = plan, size = sampleSize(plan), outputs = new Float32Array(count * sizeOf(net.output));
  const counts = new Float64Array(count * net.stages.length), order = orderOf(one);
  for (const stage of record) spiking(one, stage);
  const spikes = new Map(record.map((stage) => [stage, new Uint8Array(count * steps * sizeOf(net.stages[stage]!.output))]));
  for (let k = 0; k < count; k++) {
    one.load(samples.subarray(k * size, (k + 1) * size));
    one.forward();
    order.forEach((unit, i) => { outputs[k * order.length + i] = one.sums[unit]!; });
    counted(one, counts.subarray(k * net.stages.length, (k + 1) * net.stages.length));
    for (const [stage, all] of spikes) copied(one, stage, all.subarray((k * all.length) / count, ((k + 1) * all.length) / count));
  }
  return {plan, outputs: {shape: [count, ...net.output], data: outputs}, counts, spikes};
}

/** The place among the padded of each output unit. */
export function orderOf({ops}: Machine): Uint32Array {
  const {field} = ops.at(-1)!.slot, order = new Uint32Array(field.rows * field.columns * field.channels);
  eachUnit(field, (index, unit) => { order[index] = unit; });
  return order;
}

/** Spikes of each stage in the run that has just been. */
export function counted({ops, twins, lowered: {steps}}: Machine, counts: Float64Array): void {
  for (const {slot, stage} of ops) {
    if (slot.form !== "bits" || slot.pitch === 0) continue;
    for (let t = 0; t < steps; t++) counts[stage]! += twins.countBits(at(slot, t), wordsOf(slot.field));
  }
}

function spiking({ops}: Machine, stage: number): Machine["ops"][number] {
  const op = ops.find((each) => each.stage === stage && each.slot.form === "bits" && (each.slot.pitch > 0 || each.slot.still));
  if (!op) throw new RangeError(`run: stage ${stage} gives no spikes that are kept; record a population that fires (in training also a pool of spikes)`);
  return op;
}

function copied(one: Machine, stage: number, to: Uint8Array): void {
  const {slot} = spiking(one, stage), {steps} = one.lowered, units = to.length / steps;
  for (let t = 0; t < steps; t++) {
    const bits = new Uint8Array(one.memory.buffer, at(slot, t), 4 * wordsOf(slot.field));
    eachUnit(slot.field, (index, unit) => { to[t * units + index] = (bits[unit >> 3]! >> (unit & 7)) & 1; });
  }
}
