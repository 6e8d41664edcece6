/**
 * @file Codes: a batch of images into rasters, taking turns with torch and snnTorch in one run (set `SPIKEBOOK_PYTHON`, `SPIKEBOOK_PEERS` and
 * `SPIKEBOOK_MNIST`); then processor time of each code for one 28 × 28 digit, the best of some rounds over ten.
 *
 * We make a raster, a byte a sample, on one thread; they make a dense tensor of singles on one or two. One row counts the copy into singles too.
 */
import type {Code} from "../../lib/coding/code.ts";
import {latency} from "../../lib/coding/latency.ts";
import {oneOfEach} from "../../lib/coding/one-of-each.ts";
import {rate} from "../../lib/coding/rate.ts";
import {digits} from "../../lib/files/image-sets.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import type {Tensor} from "../../lib/tensor/tensor.ts";
import {handwritten, mnistPresent} from "../engine/trained.ts";
import {table} from "./table.ts";
import {torch} from "./torch.ts";
import {HEAD, rowsOf, spent, turns} from "./turns.ts";
import type {Rival} from "./turns.ts";

const BATCH = 128, STEPS = 100, ROUNDS = Number(process.env["SPIKEBOOK_ROUNDS"] ?? 9);

function batch(): Tensor {
  const set = (mnistPresent ? handwritten() : digits).train, data = new Float64Array(BATCH * 784);
  for (let k = 0; k < BATCH; k++) data.set(set.image(k).data, 784 * k);
  return {shape: [BATCH, 1, 28, 28], data};
}

const codes: Readonly<Record<string, Code>> = {
  rate: rate({process: "bernoulli", duration: STEPS, maxRateHz: 1000}),
  linear: latency({duration: STEPS}),
  logarithmic: latency({scale: "logarithmic", duration: STEPS})
};

/** The code of that name beside theirs. */
async function beside(name: string, images: Tensor, title: string): Promise<void> {
  const rival = torch("coding.py"), told = await rival?.ask({what: "start", images: [...images.data], shape: images.shape}), code = codes[name]!;
  const theirs = (who: string, what: string): Rival[] => [1, 2].map((threads) => ({name: `${who}, ${threads} thread${threads > 1 ? "s" : ""}`, go: () => rival!.ask({what, threads, steps: STEPS})}));
  const results = await turns([
    {name: "spikebook, 1 thread", go: () => spent(() => code.encode(images, {dt: 1, seed: 1}))},
    {name: "spikebook, and as singles", go: () => spent(() => new Float32Array(code.encode(images, {dt: 1, seed: 1}).data))},
    ...(told?.peer ? theirs(told.peer, name) : []), ...(told && name === "rate" ? theirs(`torch ${told.version}`, "torch rate") : [])
  ], ROUNDS);
  const {data} = code.encode(images, {dt: 1, seed: 1}), share = data.reduce((sum, n) => sum + n, 0) / data.length;
  console.log(`${code.name} of ${title}, ${BATCH} × 28 × 28 over ${STEPS} steps, ${(100 * share).toFixed(2)} % spikes\n\n${table(HEAD, rowsOf(results))}\n`);
  rival?.close();
}

const images = batch();
for (const name of Object.keys(codes)) await beside(name, images, mnistPresent ? "MNIST" : "digits");
await beside("rate", {shape: images.shape, data: uniform(generator(1), images.data.length)}, "grey noise, no pixel black");

const ten = Array.from({length: 10}, (_, i) => digits.image(i));

function least(work: (image: Tensor) => unknown): number {
  const rounds = Array.from({length: 5}, () => {
    const began = process.cpuUsage();
    for (const image of ten) work(image);
    const {user, system} = process.cpuUsage(began);
    return (user + system) / 1000 / ten.length;
  });
  return Math.min(...rounds);
}

console.log(table(["code", "spikes an image", "events, ms", "raster, ms", "decode, ms"], Object.values(oneOfEach()).map((code) => {
  const sent = new Map(ten.map((image) => [image, code.encode(image)])), spikes = [...sent.values()].reduce((sum, {times}) => sum + times.length, 0) / ten.length;
  return [code.name, spikes.toFixed(0), ...[least((image) => code.encode(image)), least((image) => code.encode(image, {dt: 1})), least((image) => code.decode(sent.get(image)!))].map((ms) => ms.toFixed(2))];
})));
