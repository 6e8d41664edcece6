/**
 * @file STDP of one layer, 30 maps of 5 × 5 over on and off contrasts of MNIST in 15 steps, taking turns with SpykeTorch in one run: the same
 * spikes, first weights and rates on both sides; five winners, none within three places of another, one map a place. Set `SPIKEBOOK_PYTHON`,
 * `SPIKEBOOK_PEERS` and `SPIKEBOOK_MNIST`.
 *
 * Theirs computes all steps of all places in singles, ours in doubles what spikes reach, until the winners are known. Theirs changes weights at the
 * end of an image, ours at each winner's spike, so the weights part a little; the run says how far.
 */
import {contrasts} from "../../lib/coding/contrasts.ts";
import {latency} from "../../lib/coding/latency.ts";
import {digits} from "../../lib/files/image-sets.ts";
import {boundedWeights} from "../../lib/learn/stdp/bounded-weights.ts";
import {logistic} from "../../lib/learn/stdp/dependence.ts";
import {order} from "../../lib/learn/stdp/order.ts";
import {spikeOnce} from "../../lib/learn/stdp/spike-once.ts";
import {stdp} from "../../lib/learn/stdp/stdp.ts";
import {network} from "../../lib/model/network.ts";
import {integrateFire} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {rivals} from "../../lib/model/selection/rivals.ts";
import {copyWeights} from "../../lib/model/weights.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {raster} from "../../lib/spikes/raster.ts";
import type {Raster} from "../../lib/spikes/raster.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {handwritten, mnistPresent} from "../engine/trained.ts";
import {table} from "./table.ts";
import {torch} from "./torch.ts";
import {HEAD, rowsOf, spent, turns} from "./turns.ts";
import type {Result, Rival} from "./turns.ts";

const IMAGES = Number(process.env["STDP"] ?? 300), ROUNDS = Number(process.env["SPIKEBOOK_ROUNDS"] ?? 5), STEPS = 15, MAPS = 30, PATCH = 5, THRESHOLD = 15, RATES = {aPlus: 0.004, aMinus: 0.003};
// Two places around the picture: the edge learns as everywhere.
const FIELD = [2, 32, 32], EDGE = 2;

const net = network(FIELD, conv({channels: MAPS, field: PATCH}), integrateFire({threshold: THRESHOLD, refractory: Infinity}));
const rule = {node: 0, timing: order(RATES), dependence: logistic(), competition: rivals({winners: 5, radius: 3, onePerPlace: true})};
const set = (mnistPresent ? handwritten() : digits).train, pictures = Array.from({length: IMAGES}, (_, i) => set.image(i)), code = latency({duration: STEPS});
const encoded = (): Raster[] => pictures.map((picture) => code.encode(contrasts(picture, {threshold: 0.05}), {dt: 1}));

/** The raster in the middle of a larger field. */
function framed({shape: [steps, channels, rows, columns], data}: Raster): Raster {
  const grid = raster([steps!, ...FIELD], 1), [, high, wide] = FIELD;
  for (let row = 0; row < steps! * channels! * rows!; row++) {
    const plane = Math.floor(row / rows!), to = (plane * high! + (row % rows!) + EDGE) * wide! + EDGE;
    grid.data.set(data.subarray(row * columns!, (row + 1) * columns!), to);
  }
  return grid;
}

/** The step of each unit's spike; `STEPS` where there is none. */
function timesOf({data}: Raster): number[] {
  const size = sizeOf(FIELD);
  return Array.from({length: size}, (_, i) => {
    for (let t = 0; t < STEPS; t++) if (data[t * size + i] !== 0) return t;
    return STEPS;
  });
}

const inputs = encoded().map(framed), first = boundedWeights(net, {seed: 1});
let quick: Weights = first, slow: Weights = first, theirs: readonly number[] | undefined;

function learn(): void {
  quick = copyWeights(first);
  const learner = spikeOnce(net, rule);
  for (const input of inputs) learner.learn(quick, input);
}

function learnOverFrames(): void {
  slow = copyWeights(first);
  const each = stdp(rule);
  for (const input of inputs) for (const frame of frames(net, slow, input)) each.update(frame, slow);
}

const rival = torch("stdp.py");
const told = await rival?.ask({
  what: "start", times: inputs.map(timesOf), field: FIELD, steps: STEPS, maps: MAPS, patch: PATCH, up: RATES.aPlus, down: RATES.aMinus,
  weights: [...first[0]!.data], images: pictures.flatMap(({data}) => [...data])
});
const beside = (what: string): Rival[] => (told?.peer ? [1, 2].map((threads) => ({
  name: `${told.peer}, ${threads} thread${threads > 1 ? "s" : ""}`,
  go: async () => {
    const answer = await rival!.ask({what, threads, steps: STEPS, threshold: THRESHOLD, winners: 5, radius: 3});
    if (what === "train") theirs = answer.value as readonly number[];
    return answer;
  }
})) : []);
const anImage = (results: readonly Result[]): Result[] => results.map(({name, ms, least, cpu}) => ({name, ms: ms / IMAGES, least: least / IMAGES, cpu: cpu / IMAGES}));
const meanGap = (a: ArrayLike<number>, b: ArrayLike<number>): string => (Array.from(a).reduce((sum, w, k) => sum + Math.abs(w - b[k]!), 0) / a.length).toFixed(4);

console.log(`${mnistPresent ? "MNIST" : "digits"}, ${IMAGES} images; ms an image\n\nlearning from spikes\n`);
console.log(table(HEAD, rowsOf(anImage(await turns([{name: "spikebook, 1 thread", go: () => spent(learn)}, ...beside("train")], ROUNDS)))));
// By itself, since code that serves both ways to learn is compiled for both, and slower.
const [reference] = anImage(await turns([{name: "stdp over frames", go: () => spent(learnOverFrames)}], 1));
console.log(`\nstdp over frames takes ${reference!.cpu.toFixed(2)} ms of processor time an image and leaves ${quick[0]!.data.every((w, k) => w === slow[0]!.data[k]) ? "the same weights, to the bit" : "OTHER WEIGHTS"}; a weight moved by ${meanGap(first[0]!.data, quick[0]!.data)} on average`
  + (theirs ? `, and lies ${meanGap(quick[0]!.data, theirs)} from theirs` : ""));
console.log(`\nfrom pictures to spikes: on and off contrasts, latencies (ours linear; theirs normalised locally, equally many spikes a step)\n`);
console.log(table(HEAD, rowsOf(anImage(await turns([{name: "spikebook, 1 thread", go: () => spent(encoded)}, ...beside("encode")], ROUNDS)))));
rival?.close();
