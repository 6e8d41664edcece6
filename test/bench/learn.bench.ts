/**
 * @file What a training costs in the float64 reference: 1,000 drawn digits, one epoch, batches of 32. Every figure is processor time,
 * the best of its rounds; networks take turns.
 */
import * as coding from "../../lib/coding/coding.ts";
import {digits} from "../../lib/files/image-sets.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {fit} from "../../lib/learn/fit.ts";
import type {FitOptions} from "../../lib/learn/fit.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {integrator, relu} from "../../lib/model/neurons/integrator.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {table} from "./table.ts";

const ROUNDS = 2, image = [1, 28, 28], train = digits.sample(1000, {seed: 1}), test = digits.test.sample(300, {seed: 2});
const first = conv({channels: 8, field: 5}), shared = {seed: 1, optimiser: adam({learningRate: 5e-3}), surrogate: surrogate.fastSigmoid({slope: 5})};
const spiking = {...shared, loss: loss.membrane({by: "mean"})};
const cases = [
  ["8C5 ReLU FC10, an artificial network", network(image, first, relu(), dense(10)), shared],
  ["8C5 LIF FC10, a current for 10 steps", network(image, first, lif({tau: 10}), dense(10), integrator()), {...spiking, steps: 10}],
  ["8C5 LIF FC10, latency code of 10 steps", network(image, first, lif({tau: 10}), dense(10), integrator()), {...spiking, code: coding.latency({duration: 20}), dt: 2}],
  ["8C5 LIF AP2 16C3 LIF FC10, a current for 10 steps", network(image, first, lif({tau: 10}), averagePool(2), conv({channels: 16, field: 3}), lif({tau: 10}), dense(10), integrator()), {...spiking, steps: 10}]
] as const;

const spent = cases.map(() => Infinity), right = cases.map(() => 0);
for (let round = 0; round < ROUNDS; round++) {
  for (const [k, [, net, options]] of cases.entries()) {
    const given: FitOptions = options, began = process.cpuUsage(), {weights} = await fit(net, initialise(net, {seed: 1, rateHz: 100}), train, given);
    const {user, system} = process.cpuUsage(began);
    spent[k] = Math.min(spent[k]!, (user + system) / 1e6);
    right[k] = accuracy(net, weights, test, {...given, engine: "reference"});
  }
}
console.log(table(["network", "s for 1,000 digits", "right after one epoch"], cases.map(([name], k) => [name, spent[k]!.toFixed(1), right[k]!.toFixed(3)])));
