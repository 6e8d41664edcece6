/**
 * @file The chip's whole numbers and the counts: images per second of 12C5-MP2-64C5-MP2-FC10 over 25 steps on one core, at three
 * activities, and what counting adds to a run. All in turn, in one run.
 */
import {coding, conv, count, dense, digits, hardware, initialiseOn, lif, maxPool, network, simulate} from "../../lib/index.ts";
import {activity} from "../../lib/hardware/activity.ts";
import {median, table} from "./table.ts";

const net = network([1, 28, 28], conv({channels: 12, field: 5}), lif({tau: 10}), maxPool(2), conv({channels: 64, field: 5}), lif({tau: 10}), maxPool(2), dense(10), lif({tau: 10}));
const code = coding.rate({process: "regular", duration: 25, maxRateHz: 400});
const inputs = Array.from({length: 12}, (_, i) => code.encode(digits.image(i), {dt: 1}));
const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

const rows: string[][] = [];
for (const mean of [0.2, 0.6, 1.5]) {
  const weights = initialiseOn(net, inputs[0]!, {seed: 1, mean}), chip = hardware.quantise(net, weights, {dt: 1});
  const times: number[][] = [[], [], [], []];
  let spikes = [0, 0];
  for (let round = 0; round < 7; round++) {
    times[0]!.push(seconds(() => inputs.forEach((input) => simulate(net, weights, input))));
    times[1]!.push(seconds(() => inputs.forEach((input) => count(simulate(net, weights, input)))));
    times[2]!.push(seconds(() => inputs.forEach((input) => simulate(chip.net, chip.weights, input))));
    times[3]!.push(seconds(() => {
      spikes = [0, 0];
      for (const input of inputs) activity(chip.net, chip.weights, input).counts.layers.filter(({node}) => node === "fixedLif").slice(0, 2).forEach((layer, k) => (spikes[k]! += layer.spikes));
    }));
  }
  const [bare, counted, whole, full] = times.map((each) => median(each) / inputs.length) as [number, number, number, number];
  const added = median(times[0]!.map((each, k) => times[1]![k]! / each)) - 1;
  const percent = (layer: number, units: number): string => `${((100 * spikes[layer]!) / (units * 25 * inputs.length)).toFixed(1)} %`;
  rows.push([`${percent(0, 12 * 24 * 24)}, ${percent(1, 64 * 8 * 8)}`, (1 / bare).toFixed(0), (1 / counted).toFixed(0), `${(100 * added).toFixed(1)} %`, (1 / whole).toFixed(0), (1 / full).toFixed(0)]);
}
console.log(table(["activity of the two layers", "images / s, float", "with counts", "counts add (median of pairs)", "whole numbers", "… with counts at each step"], rows));
