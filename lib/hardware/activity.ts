/** @file Operations followed step by step, with the updates that an event-driven machine would make. */
import type {Network} from "../model/network.ts";
import type {Signal} from "../model/node.ts";
import type {Weights} from "../model/weights.ts";
import {frames} from "../simulate/frames.ts";
import type {Frame, FramesOptions} from "../simulate/frames.ts";
import type {Input} from "../simulate/input.ts";
import {sizeOf} from "../tensor/shape.ts";
import {still} from "./counts.ts";
import type {Counts, LayerCounts} from "./counts.ts";
import {reaching} from "./reaching.ts";

/** What a stage did in each step. */
export interface LayerActivity {
  readonly arrivals: readonly number[];
  readonly synaptic: readonly number[];
  readonly spikes: readonly number[];
  readonly eventUpdates: readonly number[];
}

/** Counts, and how they spread over time; `byStep` has one entry for each of `counts.layers`. */
export interface Activity {
  readonly counts: Counts;
  readonly byStep: readonly LayerActivity[];
}

/** Counts frames as they pass. */
export interface Meter {
  update(frame: Frame): void;
  read(): Activity;
}

/** Runs a network by the clock and counts every step; see `meter`. @throws as `frames` does. */
export function activity(net: Network, weights: Weights, input: Input, options: FramesOptions = {}): Activity {
  const counting = meter(net, {input: "data" in input && !(input.data instanceof Uint8Array) ? "values" : "spikes"});
  for (const frame of frames(net, weights, input, options)) counting.update(frame);
  return counting.read();
}

/**
 * A meter for the frames of a run: arrivals, synapses touched, spikes, and the units that an event-driven machine would
 * advance, which are those that a spike reaches through a synapse (whatever its weight) and those that fire.
 */
export function meter(net: Network, {input = "spikes"}: {readonly input?: "spikes" | "values"} = {}): Meter {
  const stages = net.stages.filter(({folded}) => !folded);
  const reach = reaching(net);
  const series = stages.map(() => ({arrivals: [] as number[], synaptic: [] as number[], spikes: [] as number[], eventUpdates: [] as number[]}));
  let steps = 0, dt = 0;
  const before = net.stages.map(() => 0);
  return {
    update(frame) {
      steps++;
      dt = frame.dt;
      reach.follow(frame);
      stages.forEach(({index, population}, k) => {
        const {arrivals, synaptic, spikes, eventUpdates} = series[k]!;
        arrivals.push(nonzero(frame.inputs[index]!));
        synaptic.push(frame.synaptic[index]! - before[index]!);
        before[index] = frame.synaptic[index]!;
        spikes.push(population && !population.graded ? frame.outputs[index]!.reduce((sum, n) => sum + n, 0) : 0);
        eventUpdates.push(population ? reach.updates(index) : 0);
      });
    },
    read() {
      const sum = (list: readonly number[]): number => list.reduce((all, n) => all + n, 0);
      const layers = stages.map((stage, k): LayerCounts => {
        const {arrivals, synaptic, spikes, eventUpdates} = series[k]!;
        return {...still(net, stage, input === "values"), arrivals: sum(arrivals), synaptic: sum(synaptic), spikes: sum(spikes), clockedUpdates: stage.population ? steps * sizeOf(stage.output) : 0, eventUpdates: sum(eventUpdates)};
      });
      return {counts: {net, steps, duration: steps * dt, layers}, byStep: series};
    }
  };
}

function nonzero(x: Signal): number {
  let count = 0;
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) count++;
  return count;
}
