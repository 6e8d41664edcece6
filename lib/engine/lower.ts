/** @file A network lowered to passes, or a sentence that says what stands in the way. */
import type {Network} from "../model/network.ts";
import {synapseTwin} from "../model/synapses/joint-step.ts";
import type {PatchTwin} from "../model/twin.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import type {Shape} from "../tensor/shape.ts";
import type {Mode} from "./kernels.ts";
import type {Drive, Field, Lowered, Pair, Pass} from "./passes.ts";
import {unitsOf, weighs} from "./passes.ts";
import {lookedUp} from "./tables.ts";

export interface LowerOptions {
  readonly steps: number;
  /** ms */
  readonly dt: number;
  readonly drive: Drive;
  readonly train: boolean;
  readonly mode: Mode;
  /** Expected fraction of units that fire in a step. */
  readonly density: number;
}

const fill = (channels: number): number => Math.ceil(channels / 4) * 4;

/** `[channels]`, `[channels, columns]` or `[channels, rows, columns]` as a field. */
export function fieldOf(shape: Shape): Field | undefined {
  if (shape.length > 3) return undefined;
  const [channels = 1, ...space] = shape, [rows, columns] = pair(space, 1);
  return {rows, columns, channels, padded: fill(channels)};
}

/** Sizes of two dimensions, of one, or of none, with `other` where there is no dimension. */
function pair(sizes: readonly number[], other: number): Pair {
  return sizes.length === 2 ? [sizes[0]!, sizes[1]!] : [other, sizes[0] ?? other];
}

/**
 * Passes for each stage of the network, in a row.
 *
 * @throws RangeError that names the stage which cannot be lowered, why, and what to use instead.
 */
export function lower(net: Network, {steps, dt, drive, train, mode, density}: LowerOptions): Lowered {
  const input = fieldOf(net.shape);
  if (!input) throw new RangeError(`plan: fields of three dimensions of space cannot be lowered, got [${net.shape.join(", ")}]; use simulate`);
  const passes: Pass[] = [], constants = net.stages.filter((stage) => isConstant(stage, dt)).map(({index}) => index);
  let parameters = 0;
  let before: readonly number[] = [INPUT], synapse: Stage | undefined;
  for (const stage of net.stages) {
    if (constants.includes(stage.index)) continue;
    if (stage.folded) {
      synapse = stage;
      continue;
    }
    if (stage.map?.twin?.form === "spread") {
      before = [...before, stage.index];
      passes.push(biased(net, stage, passes.pop(), before, dt));
      continue;
    }
    if (stage.sources.join() !== before.join()) throw refusal(stage, "hears more than the stage before it");
    const all = lowered(stage, {dt, steps, density}, parameters, synapse);
    for (const pass of all) if (weighs(pass)) parameters = pass.bias + pass.output.padded;
    passes.push(...all);
    before = [stage.index];
    synapse = undefined;
  }
  if (net.outputs.join() !== before.join()) throw new RangeError("plan: a network that ends in a sum of stages cannot be lowered; use simulate");
  return {input, drive, steps, passes, constants, parameters, train, mode};
}

const isConstant = ({sources, population}: Stage, dt: number): boolean => sources.length === 0 && population?.twin?.(dt)?.form === "constant";

/** The projection with its biases: a line that is always on, and its way to every place. */
function biased(net: Network, stage: Stage, last: Pass | undefined, before: readonly number[], dt: number): Pass {
  const fits = last && weighs(last) && last.biases === undefined && before.length === 2 && before[0] === last.stage;
  if (!fits || !stage.sources.every((k) => isConstant(net.stages[k]!, dt))) throw refusal(stage, "is a bias that does not stand right behind a projection");
  return {...last, biases: stage.index};
}

const refusal = ({index, node}: Stage, why: string): RangeError => new RangeError(`plan: ${node.kind} (stage ${index}) ${why}, which cannot be lowered; use simulate`);

/** The passes of one stage: one, or two where a population takes in the `synapse` before it. */
function lowered(stage: Stage, options: Pick<LowerOptions, "dt" | "steps" | "density">, at: number, synapse?: Stage): Pass[] {
  const {index, filter, population} = stage, {dt} = options, input = fieldOf(stage.input), output = fieldOf(stage.output);
  if (!input || !output) throw refusal(stage, "has three dimensions of space");
  if (filter) return [{...synapseTwin(filter, dt), stage: index, output}];
  if (!population) return [mapped(stage, input, output, at, options)];
  const twin = population.twin?.(dt);
  if (!twin || twin.form === "constant") throw refusal(stage, "has many spikes a step, or a rest that ends within a step behind a synapse, before a late reset or under a moving threshold");
  const {feed, ...own} = {feed: undefined, ...twin};
  return [...(feed ? [{...feed, stage: (synapse ?? stage).index, output}] : []), {...own, stage: index, output}];
}

function mapped(stage: Stage, input: Field, output: Field, at: number, options: Pick<LowerOptions, "steps" | "density">): Pass {
  const {index, map, choice} = stage;
  if (map) {
    if (!map.twin) throw refusal(stage, "has no twin");
    if (map.twin.form === "spread") throw refusal(stage, "stands alone");
    if (map.twin.form === "patch") return patched(stage, map.twin, input, output, at, options);
    const inputs = unitsOf(input), flat = {rows: 1, columns: 1, channels: inputs, padded: inputs};
    return {form: "project", stage: index, dense: true, input: flat, source: input, output, field: [1, 1], stride: [1, 1], padding: [0, 0], listed: false, tables: false, weights: at, bias: at + inputs * output.padded};
  }
  if (choice) {
    if (!choice.twin) throw refusal(stage, "has no twin");
    return {form: "pool", stage: index, rule: choice.twin.rule, input, output, field: pair(choice.twin.field, 1)};
  }
  throw refusal(stage, "is a delay");
}

function patched(stage: Stage, twin: PatchTwin, input: Field, output: Field, at: number, {steps, density}: Pick<LowerOptions, "steps" | "density">): Pass {
  const field = pair(twin.field, 1), stride = pair(twin.stride, 1), padding = pair(twin.padding, 0);
  if (twin.share !== undefined) return {form: "mean", stage: stage.index, input, output, field, stride, share: twin.share};
  if (twin.groups !== 1 || twin.dilation.some((distance) => distance !== 1)) {
    const dilation = pair(twin.dilation, 1), numbers = field[0] * field[1] * input.channels * (output.channels / twin.groups);
    return {form: "scatter", stage: stage.index, input, output, field, stride, padding, dilation, groups: twin.groups, weights: at, bias: at + fill(numbers)};
  }
  const bias = at + field[0] * field[1] * input.padded * output.padded;
  return {form: "project", stage: stage.index, dense: false, input, source: input, output, field, stride, padding, listed: field[0] > 1, tables: lookedUp({density, field, input, output, steps}), weights: at, bias};
}
