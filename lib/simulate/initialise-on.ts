/** @file First weights learned from data: each layer's spread is fitted to the rates that reach it. */
import {DEFAULTS, drawn} from "../model/initialise.ts";
import type {InitialiseOptions} from "../model/initialise.ts";
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import {zeroWeights} from "../model/weights.ts";
import {sizeOf} from "../tensor/shape.ts";
import {frames} from "./frames.ts";
import type {FramesOptions} from "./frames.ts";
import type {Input} from "./input.ts";

export interface InitialiseOnOptions extends Omit<InitialiseOptions, "rateHz">, FramesOptions {}

/**
 * `initialise`, with measured rates instead of an assumed one: layer by layer, the network so far is run on `input`, and the next
 * projection's weights are drawn for the mean rate of the lines that it hears. So no layer starts silent because the one before it
 * fires less than was thought, nor saturated because it fires more.
 *
 * @throws RangeError naming the stage that hears nothing at all of this input.
 */
export function initialiseOn(net: Network, input: Input, {seed, mean = DEFAULTS.mean, deviation = DEFAULTS.deviation, ...clock}: InitialiseOnOptions): Weights {
  const weights = zeroWeights(net);
  for (const stage of net.stages) {
    if (weights[stage.index]!.data.length === 0) continue;
    const rateHz = heard(net, weights, input, stage.index, clock);
    if (!(rateHz > 0)) {
      throw new RangeError(`initialiseOn: stage ${stage.index} (${stage.node.kind}) hears no spike of this input; give more input, or a larger deviation`);
    }
    weights[stage.index]!.data.set(drawn(net, stage, seed, {rateHz, mean, deviation}));
  }
  return weights;
}

/** The mean rate of the lines into a stage, Hz. */
function heard(net: Network, weights: Weights, input: Input, stage: number, clock: FramesOptions): number {
  let sum = 0, duration = 0;
  for (const {inputs, dt} of frames(net, weights, input, clock)) {
    for (const each of inputs[stage]!) sum += Math.abs(each);
    duration += dt;
  }
  return (1000 * sum) / (sizeOf(net.stages[stage]!.input) * duration);
}
