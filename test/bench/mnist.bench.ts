/**
 * @file What 12C5-MP2-64C5-MP2-FC10 learns of MNIST in `SPIKEBOOK_EPOCHS` epochs (1 unless given) on the fast engine, and how long an epoch takes, beside
 * PyTorch where `SPIKEBOOK_PYTHON` has it; on the drawn digits where MNIST is not there (`SPIKEBOOK_MNIST`, or datasets/mnist). The test images are only
 * looked at to be told: choose a recipe with `SPIKEBOOK_HELD=1`, which learns without the last twelfth of the training images and is tested on them.
 * `SPIKEBOOK_NET=pooled` takes the same layers with pooled spikes and a surrogate that ends; `SPIKEBOOK_WIDE=1` asks V8 for wide vectors.
 */
import {widen} from "../../lib/engine/wide.ts";
import {digits} from "../../lib/files/image-sets.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {shift} from "../../lib/learn/augment.ts";
import {fit} from "../../lib/learn/fit.ts";
import * as loss from "../../lib/learn/loss/family.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {cosine} from "../../lib/learn/optimiser/schedule.ts";
import * as surrogate from "../../lib/learn/surrogate/family.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {labelledImages} from "../../lib/tensor/labelled.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";
import {csnn, handwritten, mnistPresent, pooledCsnn} from "../engine/trained.ts";
import {median, table} from "./table.ts";
import {torch} from "./torch.ts";

if (process.env["SPIKEBOOK_WIDE"] === "1") console.log(widen() ? "wide vectors" : "this Node has no wide vectors");
const epochs = Number(process.env["SPIKEBOOK_EPOCHS"] ?? 1), threads = Number(process.env["SPIKEBOOK_THREADS"] ?? 2), held = process.env["SPIKEBOOK_HELD"] === "1", pooled = process.env["SPIKEBOOK_NET"] === "pooled";
const STEPS = 25, BATCH = 64, TURNS = 12;

const part = ({shape, pixels, labels}: LabelledImages, from: number, end: number): LabelledImages => labelledImages(shape, pixels.subarray(from * 784, end * 784), labels.subarray(from, end));
const {train: all, test: last} = mnistPresent ? handwritten() : digits, cut = held ? all.count - Math.round(all.count / 12) : all.count;
const train = part(all, 0, cut), test = held ? part(all, cut, all.count) : last;

/** PyTorch's steps on one batch of the same size, which take turns with ours. */
const rival = torch(), ways = [true, false], theirs = ways.map((): number[] => []);
async function turn(count: boolean): Promise<void> {
  for (const [k, hoist] of ways.entries()) {
    const {ms} = await rival!.ask({what: "step", threads, hoist, pooled});
    if (count) theirs[k]!.push(ms);
  }
}
if (rival) {
  const images = Array.from({length: BATCH}, (_, k) => [...train.image(k).data]).flat();
  await rival.ask({what: "load", weights: {}, images, labels: [...train.labels.subarray(0, BATCH)]});
  await turn(false);
}

const net = pooled ? pooledCsnn() : csnn(), batches = Math.ceil(train.count / BATCH), rows: string[][] = [], seconds = (ms: number): string => (ms / 1000).toFixed(1);
console.log(`${mnistPresent ? "MNIST" : "the drawn digits (no MNIST here)"}: ${train.count} images to learn from, ${test.count} ${held ? "of the training part held out" : "to be tested on"}; T = ${STEPS}, batch ${BATCH}, ${threads} threads${rival ? "" : "; no python with torch (set SPIKEBOOK_PYTHON)"}\n`);
const show = {steps: STEPS, loss: loss.count({scale: 0.4})};
let began = performance.now(), before = process.cpuUsage(), aside = 0;
await fit(net, initialise(net, {seed: 1, rateHz: 200}), train, {
  ...show, engine: "fast", threads, epochs, batch: BATCH, seed: 1, surrogate: pooled ? surrogate.triangle({width: 0.5}) : surrogate.arctan({slope: 2}), optimiser: adam({learningRate: pooled ? 1e-3 : 3e-3}), schedule: cosine({end: 0.01}), augment: shift({most: 1}),
  async onStep({epoch, step, steps, weights, loss: now, accuracy: right, gradientNorm, total}) {
    const spent = process.cpuUsage(before), asked = performance.now(), at = (step + 1) % batches;
    if (step % 100 === 99) console.log(`step ${step + 1} of ${total}: loss ${now.toFixed(3)}, right ${(100 * right).toFixed(1)} %, gradient ${gradientNorm.toFixed(2)}`);
    if (rival && at % Math.ceil(batches / TURNS) === 0) await turn(true);
    aside += performance.now() - asked;
    if (at !== 0) return;
    const own = steps.filter((each) => each.epoch === epoch), mean = (of: (each: (typeof own)[number]) => number): number => own.reduce((sum, each) => sum + of(each) * each.examples, 0) / train.count;
    const wall = performance.now() - began - aside, share = await accuracy(net, weights, test, {...show, engine: "fast", threads});
    rows.push([String(epoch + 1), seconds(wall), seconds((spent.user + spent.system) / 1000), ...theirs.map((ms) => (ms.length > 0 ? seconds(median(ms) * batches) : "")),
      mean((each) => each.loss).toFixed(4), `${(100 * mean((each) => each.accuracy)).toFixed(2)} %`, `${(100 * share).toFixed(2)} %`]);
    console.log(`epoch ${epoch + 1}: ${(100 * share).toFixed(2)} % right`);
    [began, before, aside] = [performance.now(), process.cpuUsage(), 0];
  }
});
rival?.close();
console.log(`\n${table(["epoch", "wall s", "cpu s", "torch, first conv once: s", "torch, step by step: s", "loss", "right while learning", held ? "right of those held out" : "right on the test part"], rows)}`);
console.log(`\npeak memory of this process with its workers and images: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
if (rival) console.log(`torch's are estimates: the median of ${theirs[0]!.length} training steps on a batch, taken in turns with ours, times ${batches} batches; its seconds and the testing are not in ours.`);
