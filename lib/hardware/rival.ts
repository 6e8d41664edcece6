/** @file The fair rival: the same network with quantised activations of as many bits as the spike counts can say. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import {sizeOf} from "../tensor/shape.ts";
import {accessPj, operationPj} from "./arithmetic.ts";
import {matchedBits} from "./break-even.ts";
import type {Counts} from "./counts.ts";
import {intervalOf} from "./profile.ts";
import type {Interval} from "./profile.ts";

export interface RivalOptions {
  /** Bits of an activation; matched to the steps of the run unless given. */
  readonly activationBits?: number;
  readonly weightBits?: number;
}

/** What the rival spends in one layer, pJ. */
export interface RivalLayer {
  readonly stage: number;
  readonly layer: string;
  readonly macs: number;
  readonly arithmetic: number;
  /** From each weight and activation read once and kept, to read anew for each multiply-accumulate. */
  readonly memory: Interval;
}

/** One pass of the quantised network: arithmetic and memory, layer by layer. */
export interface Rival {
  readonly activationBits: number;
  readonly weightBits: number;
  readonly layers: readonly RivalLayer[];
  /** pJ */
  readonly low: number;
  readonly high: number;
  readonly table: ColumnTable;
}

/**
 * The equivalent ANN with activations of `⌈log2(T + 1)⌉` bits, reckoned at 45 nm and 0.9 V: a product costs in proportion to the
 * bits of its factors (0.2 pJ at 8 × 8), a sum 0.03 pJ; edge-exact. Memory costs as in the profiles, between full reuse of weights
 * and activations (each is read once, packed) and none (one whole access for each factor).
 *
 * @throws RangeError if the bits are not whole numbers from 1 to 32, or neither bits nor the steps of the run are known.
 */
export function rival(counts: Counts, {activationBits, weightBits = 8}: RivalOptions = {}): Rival {
  if (activationBits === undefined && counts.steps === undefined) throw new RangeError("rival: a run without a clock has no steps to match; say activationBits");
  const bits = activationBits ?? matchedBits(counts.steps!);
  for (const [name, value] of Object.entries({activationBits: bits, weightBits})) {
    if (!(Number.isInteger(value) && value >= 1 && value <= 32)) throw new RangeError(`rival: ${name} must be a whole number from 1 to 32, got ${value}`);
  }
  const mac = macPj(bits, weightBits);
  const layers = counts.layers.filter(({macs}) => macs > 0).map(({stage, path, node, macs, weights}): RivalLayer => {
    const {input, output} = counts.net.stages[stage]!, inputs = sizeOf(input), outputs = sizeOf(output);
    const weight = access((weights * weightBits) / 8, weightBits), signal = access((inputs * bits) / 8, bits), given = access((outputs * bits) / 8, bits);
    const low = weights * weight[0] + inputs * signal[0] + outputs * given[0], high = (weights > 0 ? macs * weight[1] : 0) + macs * signal[1] + outputs * given[1];
    return {stage, layer: `${path} ${node}`, macs, arithmetic: macs * mac, memory: [low, high]};
  });
  const sum = (of: (layer: RivalLayer) => number): number => layers.reduce((all, layer) => all + of(layer), 0);
  return {
    activationBits: bits, weightBits, layers, low: sum(({arithmetic, memory}) => arithmetic + memory[0]), high: sum(({arithmetic, memory}) => arithmetic + memory[1]),
    table: from(layers.map(({stage, layer, macs, arithmetic, memory}) => ({stage, layer, counted: macs, arithmeticPj: arithmetic, memoryLowPj: memory[0], memoryHighPj: memory[1], grade: "derived"})))
  };
}

/** A multiply-accumulate of so many bits, pJ. */
export const macPj = (activationBits: number, weightBits: number): number => operationPj.int8.multiply * (activationBits / 8) * (weightBits / 8) + operationPj.int8.add;

function access(bytes: number, bits: number): Interval {
  const [low, high] = intervalOf(accessPj.find(({upToBytes}) => bytes <= upToBytes)!.value);
  return [(low * bits) / 64, high];
}
