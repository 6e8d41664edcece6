/**
 * @file A convolution that learns by STDP without labels, and a linear read-out, on MNIST.
 *
 * The set is read from the folder in MNIST, or from datasets/mnist. TRAIN and TEST say how many images the read-out sees (60000 and
 * 10000 unless given), STDP how many the convolution learns from (3000), CONTROL=0 leaves the untrained filters out.
 */
import {contrasts} from "../../lib/coding/contrasts.ts";
import {latency} from "../../lib/coding/latency.ts";
import {mnist} from "../../lib/files/image-sets.ts";
import {boundedWeights} from "../../lib/learn/stdp/bounded-weights.ts";
import {logistic} from "../../lib/learn/stdp/dependence.ts";
import {order} from "../../lib/learn/stdp/order.ts";
import {stdp} from "../../lib/learn/stdp/stdp.ts";
import {watch} from "../../lib/learn/stdp/watch.ts";
import {integrateFire} from "../../lib/model/neurons/lif.ts";
import {network} from "../../lib/model/network.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {firstSpikePool} from "../../lib/model/selection/pooling.ts";
import {rivals} from "../../lib/model/selection/rivals.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {frames} from "../../lib/simulate/frames.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {softmax} from "./softmax.ts";
import type {Samples} from "./softmax.ts";
import {table} from "./table.ts";

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const [TRAIN, TEST, LEARN, MAPS, THRESHOLD] = [number("TRAIN", 60000), number("TEST", 10000), number("STDP", 3000), number("MAPS", 64), number("THRESHOLD", 10)];
const DURATION = 15; // ms

const set = mnist(process.env["MNIST"]);
const net = network([2, 28, 28], conv({channels: MAPS, field: 5}), integrateFire({threshold: THRESHOLD, refractory: Infinity}), firstSpikePool(4));
const code = latency({duration: DURATION});
const seen = (images: LabelledImages, i: number) => code.encode(contrasts(images.image(i), {threshold: 0.05}), {dt: 1});

/** The maps compete for each image: five places learn, each of another map. */
function learned(images: LabelledImages): Weights {
  const weights = boundedWeights(net, {seed: 1}), competition = rivals({winners: 5, radius: 3}), eye = watch({node: 0, busiest: 1});
  const rules = [0.004, 0.008, 0.016, 0.032, 0.064].map((aPlus) => stdp({node: 0, competition, timing: order({aPlus, aMinus: 0.75 * aPlus}), dependence: logistic()}));
  for (let i = 0; i < LEARN; i++) {
    const rule = rules[Math.min(4, Math.floor((6 * i) / LEARN))]!;
    for (const frame of frames(net, weights, seen(images, i))) {
      rule.update(frame, weights);
      eye.update(frame, weights);
    }
  }
  for (const {warning} of eye.report()) if (warning) console.log(warning);
  return weights;
}

/** How early each pool of each map fires, 1 at once to 0 never. */
function features(images: LabelledImages, count: number, weights: Weights): Samples {
  const rows = Array.from({length: count}, (_, i) => {
    const row = new Float32Array(sizeOf(net.output));
    for (const {time, outputs} of frames(net, weights, seen(images, i))) outputs[2]!.forEach((fired, k) => { if (fired > 0) row[k] = 1 - time / DURATION; });
    return row;
  });
  return {features: rows, labels: images.labels.subarray(0, count)};
}

function accuracy(weights: Weights, train: LabelledImages): number {
  const read = softmax(features(train, TRAIN, weights), {classes: 10, epochs: 12, learningRate: 0.03, decay: 1e-5}), test = features(set.test, TEST, weights);
  return test.features.filter((x, k) => read(x) === test.labels[k]).length / TEST;
}

const began = process.cpuUsage(), train = set.train.sample(TRAIN, {seed: 1}), spent = (): string => `${((process.cpuUsage(began).user) / 1e6).toFixed(0)} s`;
const weights = learned(train), learning = spent(), result = accuracy(weights, train), total = spent();
const control = number("CONTROL", 1) === 0 ? [] : [["untrained", `${(100 * accuracy(boundedWeights(net, {seed: 1}), train)).toFixed(2)} %`, ""]];
console.log(table(["filters", "accuracy on the test images", "processor time"], [["learned by STDP", `${(100 * result).toFixed(2)} %`, `${learning} to learn, ${total} in all`], ...control]));
console.log(`${LEARN} images for STDP, ${TRAIN} for the read-out, ${TEST} to test; ${MAPS} maps of 5 × 5, ${sizeOf(net.output)} features`);
