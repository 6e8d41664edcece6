/** @file The way back in a machine: for each pass the adjoint of its twin, with time running backwards. */
import {anyPoolBackOp} from "./any-pool.ts";
import {adaptiveBackOp} from "./adaptive.ts";
import type {Build, Link} from "./build.ts";
import type {Watch} from "./costs.ts";
import {filterBackOp} from "./filter.ts";
import {integratorBackOp, leakyBackOp, rectifierBackOp} from "./populate-back.ts";
import {meanBackOp, poolBackOp} from "./pool-back.ts";
import {freshBackOp, freshOf, leaksOutside} from "./leak.ts";
import type {Fresh} from "./leak.ts";
import {projectBackOp} from "./project-back.ts";
import {unitsOf, weighs} from "./passes.ts";
import type {LeakyPass, ProjectPass} from "./passes.ts";
import {restingBackOp} from "./resting.ts";
import {scatterBackOp} from "./scatter.ts";
import {at, bytesOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";
import {timed} from "./training.ts";
import type {Training} from "./training.ts";

/** The adjoint of one pass. */
export interface BackOp {
  /** Once for all steps, since its input stays. */
  readonly once: boolean;
  backward(t: number): void;
}

/** Errors of what a pass gives and, where somebody needs them, of what it gets. */
export interface Errors {
  readonly output: Slot;
  readonly input?: Slot;
  /** To be added to the input's, which stays, not written. */
  readonly adds: boolean;
  /** What is new in the errors of a projection's output, where that is enough: then `output` is not written. */
  readonly fresh?: Fresh;
}

export interface Backward {
  /** The errors of what leaves the network: one lot that holds for all steps, or one each. */
  readonly entry: Slot;
  /** Before each sample: what is added to is 0. */
  readonly sums: readonly {readonly at: number; readonly size: number}[];
  /** After the parameters have changed. */
  readonly turns: readonly (() => void)[];
  /** Before the first sample, and after the last. */
  readonly begins: readonly (() => void)[];
  readonly settles: readonly (() => void)[];
  /** What runs at every step, with time descending. */
  readonly loop: readonly BackOp[];
  /** What runs once behind it, since its input stays. */
  readonly last: readonly BackOp[];
}

/** What the adjoints share while they are made. */
export interface BackBuild {
  readonly build: Build;
  readonly training: Training;
  readonly watches: readonly Watch[];
  readonly gradient: number;
  readonly sums: {at: number; size: number}[];
  readonly turns: (() => void)[];
  readonly begins: (() => void)[];
  readonly settles: (() => void)[];
  memory(): ArrayBufferLike;
}

/** @throws RangeError naming a stage that has no way back. */
export function backwardOf(back: BackBuild, links: readonly Link[]): Backward {
  const {build: {rooms, lowered: {steps}}, sums} = back, first = links.findIndex(({pass}) => weighs(pass));
  const last = links.at(-1)!, entry = slot(rooms, last.output.field, {form: "values", kept: timed(back.training) && !last.once ? steps : 1});
  let output = entry, given: Fresh | undefined;
  const ops: BackOp[] = [];
  for (let k = links.length - 1; k >= Math.max(first, 0); k--) {
    const link = links[k]!, {input: signal} = link, adds = signal.still && !link.once;
    const before = links[k - 1]?.pass, made = k > first && before?.form === "project" && leaksOutside(link.pass, links[k - 1]!.input.form === "bits" && !signal.still, back.training) ? freshOf(back, before, link.pass) : undefined;
    const input = k > first ? slot(rooms, signal.field, {form: "values", kept: made ? 1 : kept(links[k - 1]!, steps), still: signal.still}) : undefined;
    if (input && adds) sums.push({at: input.base, size: bytesOf(signal.field, "values")});
    const errors = {output, adds, ...(input ? {input} : {}), ...(given ? {fresh: given} : {})}, carried = sums.length;
    const whole = made ? {once: false, backward: freshBackOp(back, link.pass as LeakyPass, link, before as ProjectPass, errors, made)} : backOp(back, link, errors);
    const op = cutting(back, sums.slice(carried), whole), cost = k < links.length - 1 ? watchOf(back, k) : undefined;
    ops.push(costing(back, output, cost, k > first && !adds && watchOf(back, k - 1) ? input : undefined, op));
    given = made;
    if (!input) break;
    output = input;
  }
  return {entry, sums, turns: back.turns, begins: back.begins, settles: back.settles, loop: ops.filter(({once}) => !once), last: ops.filter(({once}) => once)};
}

/** Truncated learning: what later steps sent is forgotten at every multiple of the window. */
function cutting({training: {window}, build: {twins: {clear}}}: BackBuild, carries: Backward["sums"], op: BackOp): BackOp {
  if (window === 0 || carries.length === 0) return op;
  return {
    ...op,
    backward(t) {
      if ((t + 1) % window === 0) for (const {at: address, size} of carries) clear(address, size);
      op.backward(t);
    }
  };
}

const watchOf = ({watches}: BackBuild, k: number): Watch | undefined => watches.find(({link}) => link === k);

/**
 * What a watched signal costs is added to its error before it goes on (to that of the last signal before all else: its errors may be one lot for all
 * steps). Whoever writes the error of a watched signal finds it `cleared`: a pool may leave places out.
 */
function costing({build: {twins: {addValues, clear}}}: BackBuild, error: Slot, cost: Watch | undefined, cleared: Slot | undefined, op: BackOp): BackOp {
  if (!cost && !cleared) return op;
  const units = unitsOf(error.field), size = cleared ? bytesOf(cleared.field, "values") : 0;
  return {
    ...op,
    backward(t) {
      if (cleared) clear(at(cleared, t), size);
      if (cost) addValues(cost.pull, units, at(error, t));
      op.backward(t);
    }
  };
}

/** Errors of all steps that fit in the second cache beside what else is there, bytes. */
const HISTORY = 512 * 1024;

/** Errors are kept for all steps behind a convolution of spikes where they are few: its weights then learn from all steps together. */
function kept({pass, input, output}: Link, steps: number): number {
  return pass.form === "project" && !pass.dense && input.form === "bits" && !input.still && steps * bytesOf(output.field, "values") <= HISTORY ? steps : 1;
}

function backOp(back: BackBuild, link: Link, errors: Errors): BackOp {
  const {pass} = link;
  const backward = pass.form === "project" ? projectBackOp(back, pass, link.input, errors)
    : pass.form === "pool" && pass.rule === "any" ? anyPoolBackOp(back, pass, link, errors)
    : pass.form === "scatter" ? scatterBackOp(back, pass, link.input, errors)
    : pass.form === "pool" ? poolBackOp(back, pass, link, errors)
    : pass.form === "mean" ? meanBackOp(back, pass, errors)
    : pass.form === "filter" ? filterBackOp(back, pass, errors)
    : pass.form === "resting" ? restingBackOp(back, pass, link, errors)
    : pass.form === "adaptive" ? adaptiveBackOp(back, pass, link, errors)
    : pass.form === "leaky" ? leakyBackOp(back, pass, link, errors)
    : pass.form === "integrator" ? integratorBackOp(back, pass, errors)
    : rectifierBackOp(back, pass, link, errors);
  return {once: link.once, backward};
}
