/** @file Rectifiers become staircases: a network that already computes with the rates it will have. */
import type {Network} from "../model/network.ts";
import {quantisedRelu} from "../model/neurons/quantised-relu.ts";
import {checkWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {clipsOf} from "./calibrate.ts";
import {exchanged} from "./convert.ts";
import {distributions} from "./distribution.ts";
import {listed} from "./images.ts";
import {checkedWish} from "./options.ts";
import type {ToSpikingOptions} from "./options.ts";
import {scalesOf} from "./scales.ts";

export interface ToQuantisedOptions extends Pick<ToSpikingOptions, "calibrateOn" | "percentile"> {
  /** Steps of each staircase: the number of time steps for which the network is meant. */
  readonly levels: number;
}

/**
 * The network with each rectifier exchanged for `quantisedRelu`, its ceiling the clip of that layer (the `"best"` for so many levels
 * unless another percentile is asked for); weights fit as they are. Train on from here, and `toSpiking` takes the ceilings over.
 *
 * @throws as `toSpiking` does for options, weights and images that do not fit.
 */
export function toQuantised(ann: Network, weights: Weights, {calibrateOn, percentile = "best", levels}: ToQuantisedOptions): Network {
  const wish = checkedWish({percentile, steps: levels}), scales = scalesOf(ann), images = listed("toQuantised: calibrateOn", ann, calibrateOn);
  checkWeights("toQuantised", ann, weights);
  const clips = clipsOf(ann, weights, images, scales, distributions(ann, weights, images), wish);
  return exchanged(ann, ({index}) => quantisedRelu({levels, ceiling: clips.get(scales.of(index))!}));
}
