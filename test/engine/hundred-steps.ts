/** @file A training of a hundred steps that runs wherever the engine does, in Node of any age and in a browser, and the hash of what it comes to. */
import {rate} from "../../lib/coding/rate.ts";
import {shift} from "../../lib/learn/augment.ts";
import {fit} from "../../lib/learn/fit.ts";
import type {FitOptions, Fitted} from "../../lib/learn/fit.ts";
import {count} from "../../lib/learn/loss/count.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {cosine, step} from "../../lib/learn/optimiser/schedule.ts";
import {sgd} from "../../lib/learn/optimiser/sgd.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {bias} from "../../lib/model/bias.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {labelledImages} from "../../lib/tensor/labelled.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {stream} from "../../lib/tensor/stream.ts";

/** 160 images of four kinds, each a bright quarter on noise: ten steps of 16 an epoch. */
function quarters(): LabelledImages {
  const draws = stream(generator(5)), labels = Uint8Array.from({length: 160}, (_, k) => k % 4), pixels = new Uint8Array(160 * 144);
  for (let i = 0; i < pixels.length; i++) {
    const kind = labels[Math.floor(i / 144)]!, row = Math.floor((i % 144) / 12), column = i % 12;
    const lit = Math.floor(row / 6) === kind >> 1 && Math.floor(column / 6) === (kind & 1);
    pixels[i] = draws.integer(lit ? 256 : 140);
  }
  return labelledImages([1, 12, 12], pixels, labels);
}

/** Between them: both optimisers with all they take, both schedules that fall, both resets, a current that stays and a code that draws. */
const ways: Readonly<Record<string, FitOptions>> = {
  "Adam on a current": {steps: 8, optimiser: adam({learningRate: 5e-3, weightDecay: 0.01}), schedule: cosine({warmUp: 10}), surrogate: surrogate.arctan(), clip: 1, augment: shift()},
  "momentum on a rate code": {code: rate({duration: 8, maxRateHz: 400}), optimiser: sgd({learningRate: 0.02, momentum: 0.9}), schedule: step({every: 30, factor: 0.7}), surrogate: surrogate.gaussian(), reset: "attached"}
};
export const names = Object.keys(ways);

/** The training called `name` with so many workers. */
export function training(name: string, threads: number): Promise<Fitted> {
  const net = network([1, 12, 12], conv({channels: 8, field: 3}), bias(), maxPool(2, {by: "step"}), lif({tau: 5, reset: "subtract"}), conv({channels: 12, field: 3}), lif({tau: 5}), dense(4), lif({tau: 8}));
  return fit(net, initialise(net, {seed: 3, rateHz: 100}), quarters(), {...ways[name]!, engine: "fast", threads, epochs: 10, batch: 16, seed: 2, loss: count({scale: 0.5})});
}

/** SHA-256 of the weights after the training, in hexadecimal. */
export async function hashOf(name: string, threads: number): Promise<string> {
  const {weights} = await training(name, threads), bytes = new Uint8Array(8 * weights.reduce((sum, {data}) => sum + data.length, 0)), view = new DataView(bytes.buffer);
  weights.flatMap(({data}) => [...data]).forEach((weight, k) => view.setFloat64(8 * k, weight));
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
