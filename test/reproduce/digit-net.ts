/** @file The small convolutional network of SpikingJelly's conversion tutorial, trained as an artificial one on MNIST. */
import {availableParallelism} from "node:os";
import {fit} from "../../lib/learn/fit.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {cosine} from "../../lib/learn/optimiser/schedule.ts";
import {bias} from "../../lib/model/bias.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import type {Weights} from "../../lib/model/weights.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";

const layer = () => [conv({channels: 32, field: 3}), bias(), relu(), averagePool(2)];

/** Three times a convolution of 32 channels, a rectifier and a mean of 2 × 2, then ten outputs; a bias for each channel. */
export const digitNet = (): Network => network([1, 28, 28], ...layer(), ...layer(), ...layer(), dense(10), bias());

export interface TrainedOptions {
  readonly epochs: number;
  readonly seed: number;
  tell(line: string): void;
}

export async function trainedDigitNet(net: Network, images: LabelledImages, {epochs, seed, tell}: TrainedOptions): Promise<Weights> {
  const {weights} = await fit(net, initialise(net, {seed}), images, {
    engine: "fast", threads: availableParallelism(), epochs, batch: 64, optimiser: adam({learningRate: 3e-3}), schedule: cosine(), seed,
    onStep: ({step, total, loss}) => { if (step % 200 === 0) tell(`batch ${step} of ${total}: loss ${loss.toFixed(3)}`); }
  });
  return weights;
}
