/** @file A whole run by the clock, recorded. */
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";
import {frames} from "./frames.ts";
import type {Frame, FramesOptions} from "./frames.ts";
import {clocked} from "./input.ts";
import type {Input} from "./input.ts";
import {recorder} from "./recorder.ts";
import type {Recorder} from "./recorder.ts";
import type {Operations, RecordOptions, Run} from "./run.ts";

export interface SimulateOptions extends FramesOptions {
  readonly record?: RecordOptions;
}

/**
 * Runs a network by the clock and keeps what `record` asks for: by default the spikes of every population.
 *
 * A spike of step `t` is kept at `t dt`. Every run starts afresh from the populations' start.
 *
 * @throws ShapeError, RangeError as `frames` does, and where a record would pass its limit of memory.
 */
export function simulate(net: Network, weights: Weights, input: Input, {dt, sweep, record = {}}: SimulateOptions = {}): Run {
  const signals = clocked("simulate", net, input, dt), steps = signals.shape[0]!;
  const record_ = recorder("simulate", net, steps, signals.data instanceof Uint8Array, record);
  const totals = totalsOf(net);
  const arrivals = new Float64Array(net.stages.length), given = new Float64Array(sizeOf(net.shape));
  let last: Frame | undefined;
  for (const frame of frames(net, weights, signals, sweep === undefined ? {} : {sweep})) {
    keep(net, frame, record_, totals, arrivals);
    for (let i = 0; i < given.length; i++) given[i]! += frame.input[i]!;
    last = frame;
  }
  const duration = steps * signals.dt;
  const operations = net.stages.map((stage, k): Operations => ({arrivals: arrivals[k]!, synaptic: last!.synaptic[k]!, updates: stage.population ? steps * totals[k]!.length : 0}));
  return {
    net, weights, duration, dt: signals.dt,
    ...(record_.input ? {input: record_.input.list(duration)} : {}),
    spikes: record_.logs.map((log) => log?.list(duration)),
    totals,
    output: summed(net, totals, given),
    membranes: last!.states.map((state) => state?.v.slice()),
    traces: record_.traces,
    operations
  };
}

function keep(net: Network, frame: Frame, {input, logs, sample}: Recorder, totals: readonly Float64Array[], arrivals: Float64Array): void {
  const {time, inputs, outputs, states} = frame;
  if (input) for (let i = 0; i < frame.input.length; i++) if (frame.input[i] !== 0) input.push(time, i, frame.input[i]!);
  for (const {index, folded} of net.stages) {
    if (folded) continue;
    const y = outputs[index]!, x = inputs[index]!, total = totals[index]!, log = logs[index];
    for (let i = 0; i < total.length; i++) {
      if (y[i] === 0) continue;
      total[i]! += y[i]!;
      log?.push(time, i, y[i]!);
    }
    let count = 0;
    for (let i = 0; i < x.length; i++) if (x[i] !== 0) count++;
    arrivals[index]! += count;
  }
  sample(time, (stage, of, unit) => {
    const population = net.stages[stage]!.population!, state = states[stage]!;
    return of === "membrane" ? state.v[unit]! : of === "current" ? population.current!(state, unit) : population.threshold!(state, unit);
  });
}

/** Room for what each stage gives in sum; projections inside the network give currents that nobody asks for. */
export function totalsOf(net: Network): Float64Array[] {
  return net.stages.map(({index, output, folded, map}) => new Float64Array(folded || (map && !net.outputs.includes(index)) ? 0 : sizeOf(output)));
}

/** What leaves a network: the sum of its output stages (or of its input, where a shortcut leads all the way). */
export function summed(net: Network, totals: readonly Float64Array[], given: Float64Array): Float64Array {
  const output = new Float64Array(sizeOf(net.output));
  for (const stage of net.outputs) (stage === INPUT ? given : totals[stage]!).forEach((total, i) => { output[i]! += total; });
  return output;
}
