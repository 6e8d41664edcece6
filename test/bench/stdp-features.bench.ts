/**
 * @file Oriented filters by STDP at full size: from dead leaves, from the same with their pixels shuffled, and from photographs.
 *
 * SPIKEBOOK_PICTURES says how many crops of 32 × 32 each convolution sees (2000 unless given). SPIKEBOOK_PHOTOS may name an IDX file of grey images
 * `[count, rows, columns]`, from which crops are then taken too.
 */
import {contrasts} from "../../lib/coding/contrasts.ts";
import {latency} from "../../lib/coding/latency.ts";
import {readIdx} from "../../lib/files/idx-file.ts";
import {orientationCoverage, receptiveFields} from "../../lib/learn/features/coverage.ts";
import {fitGabor} from "../../lib/learn/features/fit-gabor.ts";
import {boundedWeights} from "../../lib/learn/stdp/bounded-weights.ts";
import {logistic} from "../../lib/learn/stdp/dependence.ts";
import {order} from "../../lib/learn/stdp/order.ts";
import {stdp} from "../../lib/learn/stdp/stdp.ts";
import {integrateFire} from "../../lib/model/neurons/lif.ts";
import {network} from "../../lib/model/network.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {rivals} from "../../lib/model/selection/rivals.ts";
import {frames} from "../../lib/simulate/frames.ts";
import {shuffle} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";
import {tensor} from "../../lib/tensor/tensor.ts";
import type {Tensor} from "../../lib/tensor/tensor.ts";
import {deadLeaves} from "../../lib/worlds/dead-leaves.ts";
import {median, table} from "./table.ts";

const PICTURES = Number(process.env["SPIKEBOOK_PICTURES"] ?? 2000), SIZE = 32, MAPS = 32, FIELD = 9;
const net = network([2, SIZE, SIZE], conv({channels: MAPS, field: FIELD}), integrateFire({threshold: 20, refractory: Infinity}));
const code = latency({duration: 15});
const leaves = (i: number): Tensor => contrasts(deadLeaves({seed: i, size: SIZE}), {threshold: 0.05});

function photographs(path: string): (i: number) => Tensor {
  const {shape: [count, rows, columns], data} = readIdx(path) as {shape: [number, number, number]; data: Uint8Array};
  return (i) => {
    const draws = stream(split(generator(1), i)), from = draws.integer(count), top = draws.integer(rows - SIZE), left = draws.integer(columns - SIZE);
    const grey = (p: number): number => data[(from * rows + top + Math.floor(p / SIZE)) * columns + left + (p % SIZE)]! / 255;
    return contrasts(tensor([1, SIZE, SIZE], Array.from({length: SIZE * SIZE}, (_, p) => grey(p))), {threshold: 0.05});
  };
}

function row(name: string, picture: (i: number) => Tensor, count: number): string[] {
  const began = process.cpuUsage(), weights = boundedWeights(net, {seed: 1}), competition = rivals({winners: 6, radius: 4});
  const rules = [0.004, 0.008, 0.016, 0.032, 0.064].map((aPlus) => stdp({node: 0, competition, timing: order({aPlus, aMinus: 0.75 * aPlus}), dependence: logistic()}));
  for (let i = 0; i < count; i++) {
    const rule = rules[Math.min(4, Math.floor((6 * i) / count))]!;
    for (const frame of frames(net, weights, code.encode(picture(i), {dt: 1}))) rule.update(frame, weights);
  }
  const fits = receptiveFields(weights[0]!).map(fitGabor), good = fits.filter(({adjusted}) => adjusted >= 0.5), finite = good.map((fit) => fit.bandwidth).filter(Number.isFinite);
  return [name, median(fits.map(({adjusted}) => adjusted)).toFixed(2), `${good.length} of ${MAPS}`, `${8 * orientationCoverage(fits)} of 8`,
    good.length > 0 ? median(good.map(({wavelength}) => wavelength)).toFixed(1) : "", finite.length > 0 ? `${median(finite).toFixed(1)} (${finite.length})` : "", `${(process.cpuUsage(began).user / 1e6).toFixed(0)} s`];
}

const rows = [
  row("untrained", leaves, 0),
  row("dead leaves", leaves, PICTURES),
  row("dead leaves, shuffled", (i) => ({shape: [2, SIZE, SIZE], data: Float64Array.from(shuffle(generator(i), leaves(i).data))}), PICTURES),
  ...(process.env["SPIKEBOOK_PHOTOS"] ? [row("photographs", photographs(process.env["SPIKEBOOK_PHOTOS"]), PICTURES)] : [])
];
console.log(table(["filters", "median adjusted R²", "Gabor-like", "directions covered", "wavelength, pixels", "octaves (of how many)", "processor time"], rows));
