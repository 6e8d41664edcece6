/**
 * @file A process of its own: how long the plan and the first training step of a new network take, ms, on two workers. The engine is that of the built
 * package, or of the sources under `--conditions=spikebook-source`.
 */
import {engine} from "spikebook";
import {digits} from "../../lib/files/image-sets.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {csnn, handwritten, mnistPresent, present, trained} from "../engine/trained.ts";

const BATCH = 128, weights = present ? trained().weights : initialise(csnn(), {seed: 1}), set = (mnistPresent ? handwritten() : digits).train;
const images = new Float32Array(BATCH * 784), labels = Array.from({length: BATCH}, (_, k) => set.labels[k]!);
for (let k = 0; k < BATCH; k++) images.set(set.image(k).data, 784 * k);
const {crew, plan} = engine, began = performance.now(), workers = crew(plan(csnn(), {steps: 25, batch: BATCH, train: {}}), {threads: 2});
await workers.gradient(weights, {shape: [BATCH, 1, 28, 28], data: images}, labels);
console.log((performance.now() - began).toFixed(1));
await workers.close();
