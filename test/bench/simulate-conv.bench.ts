/**
 * @file One spiking convolution, 32 → 64 channels, 3 × 3, 32 × 32: event by event against our own clock, over activities.
 * The runs of one row take turns; every figure is processor time, the best of its rounds.
 */
import {lif} from "../../lib/model/neurons/lif.ts";
import {network} from "../../lib/model/network.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {raster} from "../../lib/spikes/raster.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {table} from "./table.ts";

const STEPS = 20, ROUNDS = 3;
const field = [32, 32, 32];
const net = network(field, conv({channels: 64, field: 3, padding: 1}), lif({tau: 10}));
const weights = [{shape: [64, 32, 3, 3], data: normal(generator(1), 64 * 32 * 9, {deviation: 0.05})}, {shape: [0], data: new Float64Array(0)}];

/** Processor time, ms: what other work on the machine takes is not counted. */
function spent(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const {user, system} = process.cpuUsage(began);
  return (user + system) / 1000;
}

const rows: string[][] = [];
const slope: [number, number][] = [];
for (const activity of [0.001, 0.005, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5]) {
  const draws = uniform(generator(2), STEPS * sizeOf(field));
  const input = raster([STEPS, ...field], 1, Uint8Array.from(draws, (u) => (u < activity ? 1 : 0)));
  let dense = Infinity, sparse = Infinity, free = Infinity, spikes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    dense = Math.min(dense, spent(() => simulate(net, weights, input, {sweep: "dense"})));
    sparse = Math.min(sparse, spent(() => simulate(net, weights, input, {sweep: "sparse"})));
    free = Math.min(free, spent(() => { spikes = simulateEvents(net, weights, input).operations[0]!.synaptic; }));
  }
  slope.push([spikes, free]);
  rows.push([`${(100 * activity).toFixed(1)} %`, (dense / STEPS).toFixed(2), (sparse / STEPS).toFixed(2), (free / STEPS).toFixed(2), (dense / free).toFixed(1), (sparse / free).toFixed(2)]);
}
console.log(table(["activity", "clock, dense, ms/step", "clock, sparse", "events", "dense / events", "sparse / events"], rows));
const [few, many] = [slope[0]!, slope.at(-1)!];
console.log(`slope: ${((1e6 * (many[1] - few[1])) / (many[0] - few[0])).toFixed(2)} ns a synaptic event, ${few[1].toFixed(1)} ms for the fewest`);
