/**
 * @file A process of its own: how long the plan and the first training step of a new network take, ms, on two workers; the first network of the process, and
 * another one after it. The engine is that of the built package, or of the sources under `--conditions=spikebook-source`.
 */
import {engine} from "spikebook";
import {digits} from "../../lib/files/image-sets.ts";
import {bias} from "../../lib/model/bias.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool} from "../../lib/model/selection/pooling.ts";
import type {Weights} from "../../lib/model/weights.ts";
import {csnn, handwritten, mnistPresent, present, trained} from "../engine/trained.ts";

const BATCH = 128, set = (mnistPresent ? handwritten() : digits).train, {crew, plan} = engine;
const images = new Float32Array(BATCH * 784), labels = Array.from({length: BATCH}, (_, k) => set.labels[k]!);
for (let k = 0; k < BATCH; k++) images.set(set.image(k).data, 784 * k);
const other = network([1, 28, 28], conv({channels: 8, field: 3}), bias(), maxPool(2, {by: "step"}), lif({tau: 5}), conv({channels: 32, field: 5}), bias(), maxPool(2, {by: "step"}), lif({tau: 5}), dense(10), lif({tau: 5}));

/** @returns ms */
async function first(net: Network, weights: Weights): Promise<number> {
  const began = performance.now(), workers = crew(plan(net, {steps: 25, batch: BATCH, train: {}}), {threads: 2});
  await workers.gradient(weights, {shape: [BATCH, 1, 28, 28], data: images}, labels);
  const ms = performance.now() - began;
  await workers.close();
  return ms;
}

const weights = [present ? trained().weights : initialise(csnn(), {seed: 1}), initialise(other, {seed: 1})] as const;
console.log(`${(await first(csnn(), weights[0])).toFixed(1)} ${(await first(other, weights[1])).toFixed(1)}`);
