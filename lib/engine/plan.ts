/** @file The plan: a network lowered for the fast engine, and a word on each layer. */
import type {Network} from "../model/network.ts";
import {sizeOf} from "../tensor/shape.ts";
import {constantCost} from "./costs.ts";
import {leaksOutside} from "./leak.ts";
import {isRelaxed} from "./kernels.ts";
import type {Mode} from "./kernels.ts";
import {lower} from "./lower.ts";
import {sizeOfMachine} from "./machine.ts";
import {keptOf, LIMIT} from "./memory.ts";
import type {Kept} from "./memory.ts";
import type {Drive, Lowered, Pass} from "./passes.ts";
import {fires, remembers, unitsOf, weighs} from "./passes.ts";
import {blocksOf} from "./pack.ts";
import {joins} from "./patches.ts";
import {shortened} from "./shorten.ts";
import {shortBlocks} from "./shorts.ts";
import {trainingOf} from "./training.ts";
import type {TrainOptions, Training} from "./training.ts";

export interface PlanOptions {
  /** Steps of a run. */
  readonly steps: number;
  /** One step, ms. */
  readonly dt?: number;
  /** Samples that are run together. */
  readonly batch?: number;
  /** `"static"`: each sample is one field that stays for all steps. `"signals"`, `"spikes"`: it changes; spikes are 0 or 1. */
  readonly input?: Drive;
  /**
   * `"int16"`: leaky units that are driven by spikes work in whole numbers of 16 bits, for simulation only. Each such layer has a scale of its own, chosen
   * from the weights: one unit is 32 767 steps over the sum of threshold and largest drive. A weight is wrong by half a step at most, and so is each
   * step of a membrane, which saturates at the ends.
   */
  readonly precision?: "float32" | "int16";
  /** `"strict"` arithmetic, unless given otherwise, has the same bits on every machine. `"relaxed"` rounds a product and its sum once where the machine can: sooner in training, with bits of its own. */
  readonly mode?: Mode;
  /**
   * The fraction of units expected to fire in a step, for the predictions and for the choice of the gather: from a quarter on, convolutions of spikes look
   * sums of four weights up in tables. A sum is then formed in another order and may differ in its last bits, so the number belongs to what a run must say.
   */
  readonly density?: number;
  /** Makes a plan that can learn; `{}` takes the defaults. */
  readonly train?: TrainOptions;
}

/** What the plan has decided for one stage. */
export interface PlanLayer {
  readonly stage: number;
  readonly node: string;
  readonly algorithm: string;
  readonly why: string;
  /** How its error is pulled back, in a plan that learns. */
  readonly back?: string;
  /** The stage it is fused with, where there is one. */
  readonly fusedWith?: number;
  /** Additions and multiplications of one sample in all steps, at the expected density. */
  readonly operations: number;
}

export interface Plan {
  readonly net: Network;
  readonly lowered: Lowered;
  /** How it learns, where it was made to. */
  readonly training?: Training;
  /** What it keeps of a run for the way back, where it was made to learn. */
  readonly kept?: Kept;
  readonly batch: number;
  /** ms */
  readonly dt: number;
  readonly layers: readonly PlanLayer[];
  /** Of the whole batch. */
  readonly operations: number;
  /** Memory of each worker, bytes. */
  readonly bytes: number;
}

/**
 * Lowers a network in a row: convolutions (one or two dimensions, any field, stride, padding, dilation and groups), dense projections, average, max and OR pools,
 * leaky and perfect integrate-and-fire units (any reset, order of step and refractory time, one spike a step), units whose threshold adapts, both
 * also behind a synapse (solved jointly), synapses that stand alone, integrators and rectifiers.
 *
 * What it decides depends on the network and these options alone, never on a timing, so a run is the same everywhere.
 *
 * @throws RangeError that names the stage which cannot be lowered and why; for steps, batch or dt out of range.
 */
export function plan(net: Network, {steps, dt = 1, batch = 1, input = "static", precision = "float32", mode = "strict", density = 0.1, train}: PlanOptions): Plan {
  whole("steps", steps);
  whole("batch", batch);
  if (!(dt > 0 && dt < Infinity)) throw new RangeError(`plan: dt must be positive (ms), got ${dt}`);
  if (!(density >= 0 && density <= 1)) throw new RangeError(`plan: density must lie from 0 to 1, got ${density}`);
  if (precision !== "float32" && precision !== "int16") throw new RangeError(`plan: precision must be "float32" or "int16", got ${JSON.stringify(precision)}`);
  if (precision === "int16" && train) throw new RangeError("plan: int16 is for simulation; learn in float32");
  if (mode !== "strict" && mode !== "relaxed") throw new RangeError(`plan: mode must be "strict" or "relaxed", got ${JSON.stringify(mode)}`);
  if (mode === "relaxed" && !isRelaxed()) throw new RangeError('plan: mode "relaxed" needs the relaxed SIMD of WebAssembly, which is not here; take "strict"');
  if (!["static", "signals", "spikes"].includes(input)) throw new RangeError(`plan: input must be "static", "signals" or "spikes", got ${JSON.stringify(input)}`);
  const wide = lower(net, {steps, dt, drive: input, train: train !== undefined, mode, density}), lowered = precision === "int16" ? shortened(net, wide) : wide;
  const training = train && trainingOf("plan", train, {dt, steps}), layers = described(net, lowered, density, training);
  if (training) constantCost(lowered, training.costs);
  const {kept, bytes} = training ? keptOf(lowered, training, train.memory) : {kept: undefined, bytes: sizeOfMachine(lowered)};
  if (bytes > LIMIT) throw new RangeError(`plan: a worker needs ${(bytes / 1e9).toFixed(1)} GB for ${steps} steps, and WebAssembly gives 4; take fewer steps, or the reference engine`);
  return Object.freeze({net, lowered, ...(training ? {training: {...training, every: kept!.every}, kept: kept!} : {}), batch, dt, layers, bytes, operations: batch * layers.reduce((sum, layer) => sum + layer.operations, 0)});
}

function whole(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) throw new RangeError(`plan: ${name} must be a whole number of at least 1, got ${value}`);
}

function described(net: Network, {passes, drive, steps}: Lowered, density: number, training?: Training): PlanLayer[] {
  let still = drive === "static", spikes = drive === "spikes", inside = false, short = false, learned = false;
  return passes.map((pass, k) => {
    if (pass.form === "project") short = pass.short === true;
    const before = still, bits = spikes, times = still ? 1 : steps, next = passes[k + 1];
    const layer = {stage: pass.stage, node: net.stages[pass.stage]!.node.kind, ...chosen(pass, {still: before, spikes, joined: inside, short, density, steps})};
    still = before && !remembers(pass);
    spikes = fires(pass) || (pass.form === "pool" && (spikes || pass.rule === "any"));
    const joined = joins(pass, next, bits && !before), fused = pass.form === "project" && !before && (next?.form === "leaky" || joined) ? {fusedWith: next!.stage} : {};
    inside = joined;
    if (pass.form === "leaky") short = false;
    const pulled = training && pass.form === "project" && learned ? {back: leaksOutside(next, bits && !before, training) ? "errors that are new in a step, the leak outside" : "every error that is not 0"} : {};
    learned ||= weighs(pass);
    return {...layer, ...fused, ...pulled, operations: times * work(pass, net, weighs(pass) ? density : 1)};
  });
}

interface Circumstance {
  readonly still: boolean;
  readonly spikes: boolean;
  /** Joined with the projection before it. */
  readonly joined: boolean;
  /** In whole numbers of 16 bits. */
  readonly short: boolean;
  readonly density: number;
  readonly steps: number;
}

function chosen(pass: Pass, {still, spikes, joined, short, density, steps}: Circumstance): {algorithm: string; why: string} {
  const once = `the input stays, so it runs once instead of ${steps} times`;
  if (pass.form === "project") {
    const {output, field, input, tables} = pass, seen = Math.round(density * field[0] * field[1] * input.channels), lanes = (short ? shortBlocks(pass).map((n) => 8 * n) : blocksOf(output.padded).map((n) => 4 * n)).join(" + ");
    if (tables && spikes && !still) return {algorithm: `table of every 4 inputs, ${lanes} channels at once${short ? ", int16" : ""}`, why: `about ${seen} of ${field[0] * field[1] * input.channels} inputs of a place are spikes in a step, and ${field[0] * field[1] * Math.ceil(input.channels / 4)} lookups do for any number`};
    const algorithm = `gather of ${spikes ? "spikes" : "values"}${spikes && pass.listed ? " put together by patch" : ""}, ${lanes} channels at once${short ? ", int16" : ""}`;
    return {algorithm: still ? `${algorithm}, once` : algorithm, why: still ? once : `about ${seen} of ${field[0] * field[1] * input.channels} inputs of a place are nonzero in a step`};
  }
  if (pass.form === "scatter") {
    const {field, input, dilation, groups} = pass, algorithm = `scatter of ${spikes ? "spikes" : "values"}, tap by tap`, seen = groups > 1 ? `its channels fall into ${groups} groups` : `its taps lie ${dilation.join(" × ")} apart`;
    return {algorithm: still ? `${algorithm}, once` : algorithm, why: still ? once : `${seen}; about ${Math.round((density * field[0] * field[1] * input.channels) / groups)} of ${(field[0] * field[1] * input.channels) / groups} inputs of a unit are nonzero in a step`};
  }
  if (joined) return {algorithm: "within the gather", why: "of the sums of a block of places the largest alone is written"};
  if (pass.form === "leaky" && still) return {algorithm: "sweep, time innermost", why: "the input stays, so the membranes stay in registers for all steps"};
  if (pass.form === "pool" || pass.form === "mean" || pass.form === "rectifier") return {algorithm: still ? "sweep, once" : "sweep", why: still ? once : "every place is looked at in every step"};
  if (pass.form === "filter") return {algorithm: "sweep", why: "every current moves in every step"};
  return {algorithm: short ? "sweep, int16" : "sweep", why: pass.form === "adaptive" ? "every membrane and threshold moves in every step" : "every membrane moves in every step"};
}

/** Arithmetic of one step. */
function work(pass: Pass, net: Network, density: number): number {
  if (weighs(pass)) {
    const map = net.stages[pass.stage]!.map!, inputs = sizeOf(map.input);
    let synapses = 0;
    for (let i = 0; i < inputs; i++) synapses += map.fanOut(i);
    return Math.round(density * synapses);
  }
  if (pass.form === "pool" || pass.form === "mean") return unitsOf(pass.output) * pass.field[0] * pass.field[1];
  return unitsOf(pass.output) * (pass.form === "leaky" ? 5 : pass.form === "resting" ? 7 : pass.form === "adaptive" ? 8 : pass.form === "integrator" ? 2 : pass.form === "filter" ? (pass.jump[1] === 0 ? 5 : 11) : 1);
}
