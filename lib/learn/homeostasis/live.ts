/** @file A network's life: one input after another under rules, and how busy its populations are. */
import type {Network} from "../../model/network.ts";
import type {Weights} from "../../model/weights.ts";
import {frames} from "../../simulate/frames.ts";
import type {FramesOptions} from "../../simulate/frames.ts";
import type {Input} from "../../simulate/input.ts";
import {sizeOf} from "../../tensor/shape.ts";
import type {Rule} from "../rule.ts";

/**
 * Runs a network on one input after another while rules look on; gives after each run the mean rate of a unit of every population that
 * fires, Hz, in their order. Ask for the next run when ready: between two, a picture may be drawn.
 */
export function* live(net: Network, weights: Weights, inputs: Iterable<Input>, rules: readonly Rule[] = [], options: FramesOptions = {}): Generator<number[], void, undefined> {
  const firing = net.stages.filter(({population}) => population && !population.graded);
  for (const input of inputs) {
    const spikes = firing.map(() => 0);
    let duration = 0;
    for (const frame of frames(net, weights, input, options)) {
      for (const rule of rules) rule.update(frame, weights);
      firing.forEach(({index}, k) => { for (const y of frame.outputs[index]!) spikes[k]! += y; });
      duration += frame.dt;
    }
    yield firing.map(({output}, k) => (1000 * spikes[k]!) / (sizeOf(output) * duration));
  }
}
