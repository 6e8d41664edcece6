/** @file Both networks side by side, image after image: what the doctor measures. */
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import {frames} from "../simulate/frames.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {arrivalNoise} from "./arrival-noise.ts";
import {held, largest, leaving, pass} from "./images.ts";
import {splitter} from "./split.ts";
import type {Split} from "./split.ts";
import type {Firing} from "./staircase.ts";
import type {Spiking} from "./to-spiking.ts";

/** Mean currents and their noise, of a sample of a layer's units over the images. */
export interface Drives {
  readonly currents: number[];
  readonly deviations: number[];
}

/** How a layer fires. */
export interface Observed {
  /** Mean of its values in the artificial network, and of what its rates stand for. */
  readonly value: number;
  readonly given: number;
  /** Percent of units and images that spike in every step, and of those that should answer and never do. */
  readonly saturated: number;
  readonly missed: number;
}

export interface Observation {
  readonly layers: readonly Observed[];
  readonly splits: readonly Split[];
  readonly noise: readonly Drives[];
  /** For each image, the answer after each step, and the artificial network's. */
  readonly decisions: readonly Uint32Array[];
  readonly expected: readonly number[];
}

/** As many units are sampled of each layer for the theory of unevenness. */
const SAMPLE = 2000;

/** Shows every image to both networks. */
export function observe(ann: Network, weights: Weights, {net, weights: scaled, report}: Spiking, images: readonly Tensor[], firing: Firing): Observation {
  const {steps} = firing, {layers} = report, noiseOf = arrivalNoise(net, scaled);
  const splitters = layers.map(({clip}) => splitter(clip, firing)), tallies = layers.map(() => ({value: 0, spikes: 0, full: 0, active: 0, silent: 0, count: 0}));
  const noise = layers.map((): Drives => ({currents: [], deviations: []})), decisions: Uint32Array[] = [], expected: number[] = [];
  const stride = layers.map(({stage}) => Math.max(1, Math.floor((images.length * sizeOf(net.stages[stage]!.output)) / SAMPLE)));
  for (const image of images) {
    const exact = pass(ann, weights, image), values = layers.map(({stage}) => exact.outputs[stage]!.slice());
    expected.push(largest(leaving(ann, exact)));
    const {inputs, counts, answers} = shown(net, scaled, image, steps, layers.map(({stage}) => stage));
    decisions.push(answers);
    const variances = noiseOf(counts, steps);
    layers.forEach(({stage}, k) => {
      const tally = tallies[k]!, sums = inputs[stage]!, spikes = counts[stage]!;
      values[k]!.forEach((value, i) => {
        splitters[k]!.add(value, sums[i]! / steps, spikes[i]!);
        tally.value += value;
        tally.spikes += spikes[i]!;
        if (spikes[i]! >= steps) tally.full++;
        if (value > layers[k]!.clip / (2 * steps)) { tally.active++; if (spikes[i] === 0) tally.silent++; }
        if (tally.count++ % stride[k]! === 0) { noise[k]!.currents.push(sums[i]! / steps); noise[k]!.deviations.push(Math.sqrt(variances[stage]![i]!)); }
      });
    });
  }
  const observed = tallies.map(({value, spikes, full, active, silent, count}, k): Observed => ({
    value: value / count, given: (layers[k]!.clip * spikes) / (steps * count), saturated: (100 * full) / count, missed: active === 0 ? 0 : (100 * silent) / active
  }));
  return {layers: observed, splits: splitters.map((each) => each.read()), noise, decisions, expected};
}

/** One image in the spiking network: summed currents of the layers, spikes of all that fires or chooses, the answer at each step. */
function shown(net: Network, weights: Weights, image: Tensor, steps: number, stages: readonly number[]): {inputs: Float64Array[]; counts: (Float64Array | undefined)[]; answers: Uint32Array} {
  const inputs = net.stages.map(({index, input}) => new Float64Array(stages.includes(index) ? sizeOf(input) : 0));
  const counts = net.stages.map(({population, choice, output}) => (population || choice ? new Float64Array(sizeOf(output)) : undefined));
  const answers = new Uint32Array(steps), left = new Float64Array(sizeOf(net.output));
  for (const frame of frames(net, weights, held(image, steps))) {
    for (const stage of stages) add(inputs[stage]!, frame.inputs[stage]!);
    counts.forEach((sum, stage) => { if (sum) add(sum, frame.outputs[stage]!); });
    add(left, leaving(net, frame));
    answers[frame.step] = largest(left);
  }
  return {inputs, counts, answers};
}

function add(sum: Float64Array, x: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += x[i]!;
}
