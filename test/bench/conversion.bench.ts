/**
 * @file Conversions of one trained network, by the number of steps: MNIST where its folder is named (`MNIST=folder`) or in place, the
 * drawn digits without. 10,000 images (or all there are) to learn from, 1,000 to test on.
 */
import {existsSync} from "node:fs";
import {digits, mnist} from "../../lib/files/image-sets.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {fit} from "../../lib/learn/fit.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {bias} from "../../lib/model/bias.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {relu} from "../../lib/model/neurons/integrator.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {accuracyOverTime} from "../../lib/rewrite/accuracy-over-time.ts";
import {toQuantised} from "../../lib/rewrite/to-quantised.ts";
import {toSpiking} from "../../lib/rewrite/to-spiking.ts";
import {table} from "./table.ts";

const folder = process.env["MNIST"] ?? new URL("../../datasets/mnist", import.meta.url).pathname, found = existsSync(folder);
const set = found ? mnist(folder) : digits, train = set.train.sample(Math.min(10_000, set.train.count), {seed: 1}), test = set.test.sample(1000, {seed: 2});
const calibrateOn = set.train.sample(300, {seed: 3}), shown = [1, 2, 4, 8, 16, 32, 50], began = process.cpuUsage();
const ann = network([1, 28, 28], conv({channels: 8, field: 5, stride: 2}), bias(), relu(), conv({channels: 16, field: 3}), bias(), relu(), averagePool(2), dense(64), bias(), relu(), dense(10), bias());
const {weights} = await fit(ann, initialise(ann, {seed: 1}), train, {epochs: 3, seed: 1, optimiser: adam({learningRate: 2e-3})});
const stairs = toQuantised(ann, weights, {calibrateOn, levels: 4}), tuned = await fit(stairs, weights, train, {epochs: 2, seed: 2, optimiser: adam({learningRate: 1e-3})});
const ways = {
  "maximum": toSpiking(ann, weights, {calibrateOn, percentile: "max"}), "99.9 %": toSpiking(ann, weights, {calibrateOn}),
  "best for 4": toSpiking(ann, weights, {calibrateOn, percentile: "best", steps: 4}), "QCFS, L = 4": toSpiking(stairs, tuned.weights, {calibrateOn})
};
const curves = Object.entries(ways).map(([name, snn]) => ({name, share: accuracyOverTime(snn, test, {steps: 50})}));
console.log(`${found ? "MNIST" : "drawn digits"}, ${train.count} to learn from, ${test.count} to test on: artificial ${(100 * accuracy(ann, weights, test)).toFixed(1)} %, with staircases ${(100 * accuracy(stairs, tuned.weights, test)).toFixed(1)} %\n`);
console.log(table(["steps", ...curves.map(({name}) => name)], shown.map((steps) => [String(steps), ...curves.map(({share}) => `${(100 * share[steps - 1]!).toFixed(1)} %`)])));
console.log(`${(process.cpuUsage(began).user / 1e6).toFixed(0)} s of processor time`);
