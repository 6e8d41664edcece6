/** @file The trained network 12C5-MP2-64C5-MP2-FC10 that snnTorch left, where a person has it: its folder is in `SPIKEBOOK_CSNN`. */
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {mnist} from "../../lib/files/image-sets.ts";
import {bias} from "../../lib/model/bias.ts";
import {network} from "../../lib/model/network.ts";
import type {Network} from "../../lib/model/network.ts";
import {lif} from "../../lib/model/neurons/lif.ts";
import type {LifOptions} from "../../lib/model/neurons/lif.ts";
import {conv} from "../../lib/model/projections/conv.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {maxPool, orPool} from "../../lib/model/selection/pooling.ts";
import {weightsFrom} from "../../lib/model/weights.ts";
import type {Weights} from "../../lib/model/weights.ts";

/** The folder with `reference.json` and `weights.bin`. */
export const folder = process.env["SPIKEBOOK_CSNN"];
/** The folder of MNIST's four files: in `SPIKEBOOK_MNIST`, or `datasets/mnist`. */
const images = process.env["SPIKEBOOK_MNIST"] ?? join(import.meta.dirname, "..", "..", "datasets", "mnist");

export const present = folder !== undefined && existsSync(join(folder, "reference.json"));
export const mnistPresent = existsSync(join(images, "t10k-images-idx3-ubyte.gz")) || existsSync(join(images, "t10k-images-idx3-ubyte"));
export const handwritten = () => mnist(images);

/** `mem = 0.5 mem + current - (mem before > 1)`, as snnTorch steps. */
const cell = (options: LifOptions) => lif({tau: 1 / Math.LN2, order: "decay, reset, input", reset: "subtract", ...options});

export const csnn = (options: LifOptions = {}): Network => network([1, 28, 28],
  conv({channels: 12, field: 5}), bias(), maxPool(2, {by: "step"}), cell(options),
  conv({channels: 64, field: 5}), bias(), maxPool(2, {by: "step"}), cell(options), dense(10), bias(), cell(options));

/** The same layers, but spikes are pooled instead of currents. */
export const pooledCsnn = (): Network => network([1, 28, 28], conv({channels: 12, field: 5}), bias(), cell({}), orPool(2), conv({channels: 64, field: 5}), bias(), cell({}), orPool(2), dense(10), bias(), cell({}));

/** The stages of its three populations. */
export const POPULATIONS = [4, 9, 13] as const;

interface Reference {
  readonly tensors: Readonly<Record<string, {readonly offset: number; readonly bytes: number}>>;
  readonly T: number;
  readonly labels: readonly number[];
  readonly spike_counts_out: readonly (readonly number[])[];
  readonly spike_counts_lif1: readonly number[];
  readonly spike_counts_lif2: readonly number[];
}

export interface Trained {
  readonly net: Network;
  readonly weights: Weights;
  readonly reference: Reference;
}

export function trained(): Trained {
  const reference = JSON.parse(readFileSync(join(folder!, "reference.json"), "utf8")) as Reference, all = readFileSync(join(folder!, "weights.bin"));
  const tensor = (name: string): Float32Array => {
    const {offset, bytes} = reference.tensors[name]!;
    return new Float32Array(all.buffer.slice(all.byteOffset + offset, all.byteOffset + offset + bytes));
  };
  const net = csnn(), names = ["conv1", "conv2", "fc"].flatMap((name) => [`${name}.weight`, `${name}.bias`]);
  return {net, reference, weights: weightsFrom(net, names.map(tensor))};
}
