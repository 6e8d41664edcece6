/**
 * @file One spiking convolution, 32 → 64 channels, 3 × 3, 32 × 32: event by event against our own clock, over activities.
 * The runs of one row take turns, on one raster, and keep the same record; every figure is processor time, the least of its rounds.
 */
import assert from "node:assert/strict";
import {lif} from "../../lib/model/neurons/lif.ts";
import {network} from "../../lib/model/network.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {simulate} from "../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../lib/simulate/simulate-events.ts";
import {raster} from "../../lib/spikes/raster.ts";
import {normal, uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {sizeOf} from "../../lib/tensor/shape.ts";
import {median, table} from "./table.ts";

const STEPS = 20, ROUNDS = 9;
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

/** The least of several, and how often the second of a pair goes into the first: the median over the rounds, in which both met the same machine. */
const least = (all: readonly number[]): number => Math.min(...all) / STEPS;
const ratio = (a: readonly number[], b: readonly number[]): string => `${(least(a) / least(b)).toFixed(2)} (${median(a.map((each, k) => each / b[k]!)).toFixed(2)})`;

const rows: string[][] = [];
const slope: [number, number][] = [];
for (const activity of [0.001, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5]) {
  const draws = uniform(generator(2), STEPS * sizeOf(field));
  const input = raster([STEPS, ...field], 1, Uint8Array.from(draws, (u) => (u < activity ? 1 : 0)));
  const dense: number[] = [], clock: number[] = [], free: number[] = [];
  // The first run of each warms up and shows that both give the same spikes.
  const [byClock, byEvents] = [simulate(net, weights, input), simulateEvents(net, weights, input)];
  assert.deepEqual(byEvents.spikes, byClock.spikes);
  for (let round = 0; round < ROUNDS; round++) {
    if (round < 2) dense.push(spent(() => simulate(net, weights, input, {sweep: "dense"})));
    clock.push(spent(() => simulate(net, weights, input)));
    free.push(spent(() => simulateEvents(net, weights, input)));
  }
  slope.push([byEvents.operations[0]!.synaptic, least(free) * STEPS]);
  rows.push([`${(100 * activity).toFixed(1)} %`, least(dense).toFixed(2), least(clock).toFixed(2), least(free).toFixed(2), (least(dense) / least(free)).toFixed(1), ratio(clock, free)]);
}
console.log(table(["activity", "clock, every input, ms/step", "clock (the default)", "events", "every input / events", "default / events (median of pairs)"], rows));
const [few, many] = [slope[0]!, slope.at(-1)!];
console.log(`slope: ${((1e6 * (many[1] - few[1])) / (many[0] - few[0])).toFixed(2)} ns a synaptic event, ${few[1].toFixed(1)} ms for the fewest`);
