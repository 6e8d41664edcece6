/**
 * @file What a spiking network learns of MNIST in some epochs (`SPIKEBOOK_EPOCHS`, 1 unless given) on the fast engine, and how long it takes; on the drawn
 * digits where MNIST is not there (`SPIKEBOOK_MNIST`, or datasets/mnist).
 */
import {digits} from "../../lib/files/image-sets.ts";
import {fit} from "../../lib/learn/fit.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {cosine} from "../../lib/learn/optimiser/schedule.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {csnn, handwritten, mnistPresent} from "../engine/trained.ts";
import {table} from "./table.ts";

const epochs = Number(process.env["SPIKEBOOK_EPOCHS"] ?? 1), batch = 64, net = csnn(), {train, test} = mnistPresent ? handwritten() : digits;
console.log(`${mnistPresent ? "MNIST" : "the drawn digits (no MNIST here)"}: ${train.count} images to learn from, 12C5-MP2-64C5-MP2-FC10, T = 25, batch ${batch}\n`);
const before = process.cpuUsage();
let began = performance.now();
const rows: string[][] = [];
const {history} = await fit(net, initialise(net, {seed: 1, rateHz: 200}), train, {
  engine: "fast", steps: 25, epochs, batch, seed: 1, validate: test, loss: loss.count({scale: 0.4}), surrogate: surrogate.arctan({slope: 2}),
  optimiser: adam({learningRate: 3e-3}), schedule: cosine({end: 0.01}),
  onStep({epoch, step, total, loss: now, accuracy, gradientNorm}) {
    if (step % 50 === 0) console.log(`step ${step} of ${total}: loss ${now.toFixed(3)}, right ${(100 * accuracy).toFixed(1)} %, gradient ${gradientNorm.toFixed(2)}`);
    if ((step + 1) % (total / epochs) !== 0) return;
    const {user, system} = process.cpuUsage(before);
    rows.push([String(epoch + 1), ((performance.now() - began) / 1000).toFixed(1), ((user + system) / 1e6).toFixed(1)]);
    began = performance.now();
  }
});
console.log(`\n${table(["epoch", "wall s", "cpu s so far", "loss", "right while learning", "right on the test part"], rows.map((row, k) => [...row, history[k]!.loss.toFixed(4), `${(100 * history[k]!.accuracy).toFixed(2)} %`, `${(100 * history[k]!.validation!).toFixed(2)} %`]))}`);
