/** @file The one clock: a run as a sequence of frames. */
import type {Network} from "../model/network.ts";
import type {Membranes, Signal} from "../model/node.ts";
import {checkWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";
import {clockStage} from "./clock-stage.ts";
import type {ClockStage, Sweep} from "./clock-stage.ts";
import {clocked} from "./input.ts";
import type {Input} from "./input.ts";

/** One step of a run. Its arrays are the run's own and hold until the next step: copy what is to be kept. */
export interface Frame {
  /** Whose run it is. */
  readonly net: Network;
  /** From 0. */
  readonly step: number;
  /** `step · dt`, ms. */
  readonly time: number;
  readonly dt: number;
  /** What the network got. */
  readonly input: Signal;
  /** What each stage got, and what it gave. */
  readonly inputs: readonly Signal[];
  readonly outputs: readonly Signal[];
  /** The state of each stage that is a population. */
  readonly states: readonly (Membranes | undefined)[];
  /** Synapses touched by spikes so far, for each stage. */
  readonly synaptic: readonly number[];
}

export interface FramesOptions {
  /** One step, ms; needed for events, given by a raster. */
  readonly dt?: number;
  readonly sweep?: Sweep;
}

/**
 * Runs a network by the clock, step by step. In step `t`, at time `t dt`, signals pass all stages in their order; only
 * delays hold them back.
 *
 * Spikes of step `t` reach a membrane after its decay over `dt`. The state is the run's own: every run starts afresh.
 *
 * @throws ShapeError if the input is not for this network; RangeError for weights of another one, or a delay between steps.
 */
export function* frames(net: Network, weights: Weights, input: Input, {dt, sweep = "auto"}: FramesOptions = {}): Generator<Frame, void, undefined> {
  const signals = clocked("simulate", net, input, dt);
  checkWeights("simulate", net, weights);
  yield* steps(net, weights, signals, sweep);
}

function* steps(net: Network, weights: Weights, {shape, dt, data}: {shape: readonly number[]; dt: number; data: ArrayLike<number>}, sweep: Sweep): Generator<Frame, void, undefined> {
  const source = new Float64Array(sizeOf(net.shape)), size = source.length;
  const stages = net.stages.map((stage, k) => (stage.folded ? undefined : clockStage(stage, weights[k]!.data, dt, sweep)));
  const inboxes = net.stages.map((stage) => inbox(stage.sources, stages, source, sizeOf(stage.input)));
  const frame = {
    net, step: 0, time: 0, dt, input: source,
    inputs: inboxes.map(({x}) => x),
    outputs: stages.map((stage) => stage?.output ?? new Float64Array(0)),
    states: stages.map((stage) => stage?.state),
    synaptic: new Array<number>(stages.length).fill(0)
  };
  for (let step = 0; step < shape[0]!; step++) {
    frame.step = step;
    frame.time = step * dt;
    for (let i = 0, at = step * size; i < size; i++, at++) source[i] = data[at]!;
    for (const stage of stages) stage?.arrive?.();
    for (let k = 0; k < stages.length; k++) {
      const stage = stages[k];
      if (!stage) continue;
      inboxes[k]!.gather?.();
      stage.step(inboxes[k]!.x, frame.time);
      frame.synaptic[k] = stage.synaptic;
    }
    yield frame;
  }
}

/** Where a stage reads: its source's own output, or the sum of several. */
function inbox(sources: readonly number[], stages: readonly (ClockStage | undefined)[], source: Signal, size: number): {x: Signal; gather?(): void} {
  const parts = sources.map((k) => (k === INPUT ? source : stages[k]!.output));
  if (parts.length === 1) return {x: parts[0]!};
  const x = new Float64Array(size);
  if (parts.length === 0) return {x};
  return {
    x,
    gather() {
      x.set(parts[0]!);
      for (let k = 1; k < parts.length; k++) for (let i = 0; i < size; i++) x[i]! += parts[k]![i]!;
    }
  };
}
