/**
 * @file The fast engine beside PyTorch, taking turns in one run: a trained spiking network forwards and in training steps, one spiking convolution over
 * activities, the sweep of leaky units. Set `SPIKEBOOK_PYTHON` to a python with torch, `SPIKEBOOK_CSNN` and `SPIKEBOOK_MNIST` to their folders; without
 * the trained weights it takes initial ones, which are nearly silent and flatter us. snnTorch joins where its folder `snntorch` lies in the one named by
 * `SPIKEBOOK_PEERS`. On a busy machine look at processor time, and leave out two threads
 * (`SPIKEBOOK_THREADS=1`): torch's threads spin at their barriers. Its second convolution alone is what torch could reach if all else were free.
 * `SPIKEBOOK_PARTS` chooses among first, whole, layer and sweep; `SPIKEBOOK_WIDE=1` asks V8 for wide vectors.
 */
import {execFile} from "node:child_process";
import {existsSync} from "node:fs";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {promisify} from "node:util";
import {crew} from "../../lib/engine/crew.ts";
import type {Crew} from "../../lib/engine/crew.ts";
import {machine} from "../../lib/engine/machine.ts";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {widen} from "../../lib/engine/wide.ts";
import {digits} from "../../lib/files/image-sets.ts";
import type {TrainOptions} from "../../lib/engine/training.ts";
import {adam} from "../../lib/learn/optimiser/adam.ts";
import {triangle} from "../../lib/learn/surrogate/family.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {csnn, handwritten, mnistPresent, pooledCsnn, present, trained} from "../engine/trained.ts";
import {pair} from "./pair.ts";
import type {Pair} from "./pair.ts";
import {median, table} from "./table.ts";
import {torch} from "./torch.ts";
import type {Answer} from "./torch.ts";
import {HEAD, rowsOf, spent, turns} from "./turns.ts";
import type {Rival} from "./turns.ts";

const THREADS = (process.env["SPIKEBOOK_THREADS"] ?? "1,2").split(",").map(Number);
const STEPS = 25, BATCH = 128, ROUNDS = Number(process.env["SPIKEBOOK_ROUNDS"] ?? 5);
const rival = torch();
if (process.env["SPIKEBOOK_WIDE"] === "1") console.log(widen() ? "wide vectors" : "this Node has no wide vectors");
if (!rival) console.log("no python with torch: ours alone (set SPIKEBOOK_PYTHON)\n");
const theirs = (name: string, order: Readonly<Record<string, unknown>>): Rival[] => (rival ? [{name, go: () => rival.ask(order)}] : []);

const net = csnn(), {weights} = present ? trained() : {weights: initialise(net, {seed: 1})};
const set = (mnistPresent ? handwritten() : digits).train, images = new Float32Array(BATCH * 784), labels = Array.from({length: BATCH}, (_, k) => set.labels[k]!);
for (let k = 0; k < BATCH; k++) images.set(set.image(k).data, 784 * k);
const batch = {shape: [BATCH, 1, 28, 28], data: images};

/** A network that trains and runs, and what the orders to torch have beside. */
interface Variant {
  readonly name: string;
  readonly net: Network;
  readonly train: TrainOptions;
  readonly order: Readonly<Record<string, unknown>>;
}

const VARIANTS: readonly Variant[] = [
  {name: "12C5-MP2-64C5-MP2-FC10", net, train: {}, order: {pooled: false}},
  {name: "12C5-LIF-OP2-64C5-LIF-OP2-FC10, a surrogate that ends (triangle of half-width 0.5)", net: pooledCsnn(), train: {surrogate: triangle({width: 0.5, height: 2})}, order: {pooled: true}}
];

const tensors = weights.filter(({data}) => data.length > 0).map(({data}) => Float32Array.from(data));

/** Gives the weights to torch, and says who is there. */
async function introduced(): Promise<Answer | undefined> {
  const names = ["c1", "c2", "fc"].flatMap((name) => [`${name}.weight`, `${name}.bias`]);
  const loaded = await rival?.ask({what: "load", weights: Object.fromEntries(tensors.map((tensor, k) => [names[k]!, [...tensor]])) as Record<string, number[]>, images: [...images], labels});
  if (loaded) console.log(`torch ${loaded.version}${loaded.peer ? `, ${loaded.peer}` : ""}`);
  return loaded;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Of how many test images the network names the same digit in whole numbers of 16 bits as in single precision. */
function agreement(net: Network, weights: Weights): string {
  const test = (mnistPresent ? handwritten() : digits).test, count = Math.min(2000, test.count), data = new Float32Array(count * 784);
  for (let k = 0; k < count; k++) data.set(test.image(k).data, 784 * k);
  const [single, short] = (["float32", "int16"] as const).map((precision) => run(plan(net, {steps: STEPS, precision}), weights, {shape: [count, 1, 28, 28], data}).outputs.data) as [Float32Array, Float32Array];
  const name = (outputs: Float32Array, k: number): number => outputs.slice(10 * k, 10 * k + 10).reduce((best, value, o, row) => (value > row[best]! ? o : best), 0);
  return `${Array.from({length: count}, (_, k) => k).filter((k) => name(single, k) === name(short, k)).length} of ${count} test images are named alike in int16`;
}

async function whole({name, net, train, order}: Variant, loaded: Answer | undefined): Promise<void> {
  const learning = plan(net, {steps: STEPS, batch: BATCH, train}), forward = plan(net, {steps: STEPS, batch: BATCH}), weights = weightsFrom(net, tensors);
  const first = crew(learning, {threads: 2}), {loss, counts} = await first.gradient(weights, batch, labels);
  console.log(`\n## ${name}, T = ${STEPS}, batch ${BATCH}\n\nmemory of a worker ${(learning.bytes / 1e6).toFixed(2)} MB`);
  await first.close();
  const share = learning.lowered.passes.filter(({form}) => form === "leaky").map(({stage}) => {
    let sum = 0;
    for (let k = 0; k < BATCH; k++) sum += counts[k * net.stages.length + stage]!;
    return percent(sum / BATCH / STEPS / sizeOf(net.stages[stage]!.output));
  });
  const rates = order["pooled"] ? loaded?.pooled : loaded?.rates, losses = (order["pooled"] ? loaded?.pooledLosses : loaded?.losses) ?? [];
  console.log(`activity ${share.join(", ")} (${present ? "trained" : "INITIAL WEIGHTS"})${rates ? `; torch's ${rates.map(percent).join(", ")}; losses ${[loss, ...losses].map((each) => each.toFixed(5)).join(", ")}` : ""}; ${agreement(net, weights)}`);
  for (const threads of THREADS) {
    const learners = crew(learning, {threads}), loose = crew(plan(net, {steps: STEPS, batch: BATCH, train, mode: "relaxed"}), {threads}), runners = crew(forward, {threads}), shorts = crew(plan(net, {steps: STEPS, batch: BATCH, precision: "int16"}), {threads}), optimiser = adam(), state = optimiser.start(weights);
    const step = (by: Crew) => async (): Promise<void> => optimiser.step(state, weights, (await by.gradient(weights, batch, labels)).gradients, 0);
    const ways = {
      step: [{name: "spikebook", go: () => spent(step(learners))}, {name: "spikebook, relaxed", go: () => spent(step(loose))}],
      forward: [{name: "spikebook", go: () => spent(() => runners.run(weights, batch))}, {name: "spikebook, int16", go: () => spent(() => shorts.run(weights, batch))}]
    };
    for (const what of ["step", "forward"] as const) {
      const results = await turns([
        ...ways[what],
        ...theirs("torch, first convolution once", {...order, what, threads, hoist: true}), ...theirs("torch, step by step", {...order, what, threads, hoist: false}),
        ...(loaded?.peer ? theirs(loaded.peer, {...order, what: "snntorch", threads, step: what === "step"}) : []),
        ...theirs("torch, its second convolution alone", {what: "ceiling", threads, step: what === "step"})
      ], ROUNDS);
      console.log(`\n${threads} thread${threads > 1 ? "s" : ""}: ${what === "step" ? "training step with Adam" : "forward"}\n\n${table(HEAD, rowsOf(results))}`);
    }
    await Promise.all([learners, loose, runners, shorts].map((each) => each.close()));
  }
}

const FIELD = [32, 32, 32], LAYER_STEPS = 20, MANY = 16, TIMES = 10;
const spiking = network(FIELD, conv({channels: 64, field: 3, padding: 1}), lif({tau: 1 / Math.LN2, order: "decay, reset, input", reset: "subtract"}));

async function both(): Promise<void> {
  const loaded = await introduced();
  for (const variant of VARIANTS) await whole(variant, loaded);
}

/** 32 → 64 channels, 3 × 3, 32 × 32: one sample, from spikes that lie in memory as each side likes them; and 16 samples, shared by two workers. */
async function layer(): Promise<void> {
  for (const density of [0.5, 0.1, 0.05, 0.01]) {
    const {lowered} = plan(spiking, {steps: LAYER_STEPS, input: "spikes", density}), one = machine(lowered), parameters = normal(generator(1), lowered.parameters, {deviation: 0.06});
    const samples = Array.from({length: MANY}, (_, k) => Uint8Array.from(uniform(generator(2 + k), LAYER_STEPS * sizeOf(FIELD)), (u) => (u < density ? 1 : 0)));
    const short = plan(spiking, {steps: LAYER_STEPS, input: "spikes", density, precision: "int16"}).lowered, other = machine(short);
    for (const each of [one, other]) {
      each.parameters.set(parameters);
      each.turn();
      each.load(samples[0]!);
    }
    for (const threads of THREADS) {
      const batch = threads === 1 ? 1 : MANY, share = MANY / threads, title = `32 → 64, 3 × 3, 32 × 32 with LIF, ${LAYER_STEPS} steps, ${100 * density} % active`;
      const [workers, shorts] = [lowered, short].map((each) => pair(threads === 1 ? [] : Array.from({length: threads}, (_, k) => ({lowered: each, parameters: Float32Array.from(parameters), samples: samples.slice(k * share, (k + 1) * share), times: 1})))) as [Pair, Pair];
      await rival?.ask({what: "spikes", steps: LAYER_STEPS, density, batch});
      const results = await turns([
        {name: threads === 1 ? "spikebook" : `spikebook, ${threads} workers`, go: () => spent(threads === 1 ? () => one.forward() : () => workers.go(), TIMES)},
        {name: "spikebook, int16", go: () => spent(threads === 1 ? () => other.forward() : () => shorts.go(), TIMES)},
        ...theirs("torch, step by step", {what: "layer", threads, times: TIMES}), ...theirs("torch, convolution of all steps at once", {what: "layer", threads, merged: true, times: TIMES})
      ], ROUNDS);
      await Promise.all([workers.close(), shorts.close()]);
      console.log(`\n${title}, ${threads} thread${threads === 1 ? "" : "s"}, batch ${batch}\n\n${table(HEAD, rowsOf(results))}`);
    }
  }
}

/** 10⁶ leaky units under a constant current, in blocks that stay in the cache, on one thread and shared by two workers. */
async function sweep(): Promise<void> {
  const units = 1_000_000, steps = 100, blocks = 64, field = [units / blocks], {lowered} = plan(network(field, lif({tau: 10, reset: "subtract"})), {steps}), one = machine(lowered);
  const current = Float32Array.from(uniform(generator(3), units / blocks), (u) => 0.2 * u);
  one.load(current);
  for (const threads of THREADS) {
    const workers = pair(threads === 1 ? [] : Array.from({length: threads}, () => ({lowered, parameters: new Float32Array(0), samples: [current], times: blocks / threads, alone: true})));
    const results = await turns([
      {name: threads === 1 ? "spikebook" : `spikebook, ${threads} workers`, go: () => spent(threads === 1 ? () => { for (let k = 0; k < blocks; k++) one.ops[0]!.whole!(); } : () => workers.go())},
      ...theirs("torch, in place", {what: "lif", count: units, steps, threads})
    ], ROUNDS);
    await workers.close();
    const {least, cpu} = results[0]!, rate = (ms: number): string => ((units * steps) / ms / 1e6).toFixed(2);
    console.log(`\n${units} leaky units, ${steps} steps, ${threads} thread${threads === 1 ? "" : "s"}\n\n${table(HEAD, rowsOf(results))}\n${rate(least)}·10⁹ updates a second, ${rate(cpu)}·10⁹ in a second of processor time`);
  }
}

/** Processes of their own, one after the other: what a person waits for who trains a network for the first time, and then another, from source and (where it is built) from the package. */
async function first(): Promise<void> {
  const source = "--conditions=spikebook-source", plain = process.execArgv.filter((argument) => argument !== source), built = existsSync(join(import.meta.dirname, "..", "..", "dist", "index.js"));
  const said = (all: readonly number[]): string => `least of ${ROUNDS} ${Math.min(...all).toFixed(0)} ms, median ${median(all).toFixed(0)} ms`;
  for (const [from, flags] of [["source", [...plain, source]], ...(built ? [["the built package", plain]] as const : [])] as const) {
    const all: (readonly number[])[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await setTimeout(100);
      all.push((await promisify(execFile)(process.execPath, [...flags, join(import.meta.dirname, "first-step.ts")])).stdout.trim().split(" ").map(Number));
    }
    console.log(`\nplan and first step, two threads, from ${from}: of the first network of a process ${said(all.map(([first]) => first!))}; of another after it ${said(all.map(([, next]) => next!))}`);
  }
}

const parts = {first, whole: both, layer, sweep}, wanted = process.env["SPIKEBOOK_PARTS"]?.split(",") ?? Object.keys(parts);
for (const [name, part] of Object.entries(parts)) if (wanted.includes(name)) await part();
rival?.close();
