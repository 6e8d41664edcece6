import {expect, it} from "vitest";
import {plan} from "../../lib/engine/plan.ts";
import {run} from "../../lib/engine/run.ts";
import {handwritten, mnistPresent, POPULATIONS, present, trained} from "./trained.ts";

const ready = present && mnistPresent;
if (!ready) console.warn("engine: the trained network is not here, so its spike counts are NOT compared; set SPIKEBOOK_CSNN and SPIKEBOOK_MNIST to their folders");

it.skipIf(!ready)("gives the spike counts that snnTorch gave, on 200 images", () => {
  const {net, weights, reference} = trained(), {test} = handwritten(), count = reference.labels.length;
  const data = new Float32Array(count * 784);
  for (let k = 0; k < count; k++) data.set(test.image(k).data, k * 784);
  const {outputs, counts} = run(plan(net, {steps: reference.T}), weights, {shape: [count, 1, 28, 28], data});
  // A sum in another order can flip a spike that sits at the threshold: a few counts may differ by a few spikes.
  let different = 0;
  reference.spike_counts_out.forEach((row, k) => row.forEach((spikes, o) => {
    const away = Math.abs(outputs.data[k * 10 + o]! - spikes);
    if (away > 0) different++;
    expect(away).toBeLessThanOrEqual(2);
  }));
  expect(different).toBeLessThanOrEqual(10);
  const totals = (stage: number): number => Array.from({length: count}, (_, k) => counts[k * net.stages.length + stage]!).reduce((sum, n) => sum + n, 0);
  const sum = (list: readonly number[]): number => list.reduce((all, n) => all + n, 0);
  expect(Math.abs(totals(POPULATIONS[0]) / sum(reference.spike_counts_lif1) - 1)).toBeLessThan(1e-4);
  expect(Math.abs(totals(POPULATIONS[1]) / sum(reference.spike_counts_lif2) - 1)).toBeLessThan(1e-4);
}, 60_000);

it.skipIf(!ready)("names the same digits in whole numbers of 16 bits, on 99 of 100 images", () => {
  const {net, weights, reference} = trained(), {test} = handwritten(), count = reference.labels.length, data = new Float32Array(count * 784);
  for (let k = 0; k < count; k++) data.set(test.image(k).data, k * 784);
  const {outputs, counts} = run(plan(net, {steps: reference.T, precision: "int16"}), weights, {shape: [count, 1, 28, 28], data});
  const digit = (row: ArrayLike<number>): number => Array.from(row).reduce((best, y, o, all) => (y > all[best]! ? o : best), 0);
  const same = reference.spike_counts_out.filter((row, k) => digit(row) === digit(outputs.data.subarray(10 * k, 10 * k + 10))).length;
  expect(same).toBeGreaterThanOrEqual(0.99 * count);
  const total = Array.from({length: count}, (_, k) => counts[k * net.stages.length + POPULATIONS[1]]!).reduce((sum, n) => sum + n, 0), wanted = reference.spike_counts_lif2.reduce((sum, n) => sum + n, 0);
  expect(Math.abs(total / wanted - 1)).toBeLessThan(2e-3);
}, 60_000);
