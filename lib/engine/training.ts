/** @file What a way back is told, as plain data that a worker can be sent. */
import type {SurrogateForm} from "../model/surrogate.ts";

/**
 * A loss. On what each output gave in sum: `"count"`, cross entropy of `softmax(scale · sums)`, numbers `[scale]`; `"mean"`, of the means; `"rate"`, mean
 * squared error of the rates, numbers `[on, off]`. On what it gave over time: cross entropy of its `"largest"` or `"last"` value; of its `"firstSpike"`,
 * numbers `[tau]` (ms); of `"everyStep"`, and their mean, numbers `[scale]`.
 */
export interface LossForm {
  readonly name: "count" | "mean" | "rate" | "largest" | "last" | "firstSpike" | "everyStep";
  readonly numbers: readonly number[];
}

/**
 * What a run costs beside its loss. `"rate"`: `strength · meanᵢ (excess of rᵢ over the bounds)²`, `r` what a unit gives in a step on average.
 * `"share"`: `strength · Σᵢ fanᵢ rᵢ`. Units in the network's order.
 */
export type CostForm =
  | {readonly name: "rate"; readonly stage: number; readonly low: number; readonly high: number; readonly strength: number}
  | {readonly name: "share"; readonly stage: number; readonly fan: Float64Array; readonly strength: number};

/** How errors are made and carried back. */
export interface TrainOptions {
  /** What has a form: a surrogate of the family. The fast sigmoid of slope 25 unless given. */
  readonly surrogate?: {readonly form: SurrogateForm};
  /** Whether errors flow through the spike that resets a membrane; they do not unless `"attached"`. */
  readonly reset?: "attached" | "detached";
  /** Cross entropy on sums, scale 1, unless given. */
  readonly loss?: LossForm;
  /** What the run costs beside; nothing unless given. */
  readonly costs?: readonly CostForm[];
  /** Errors go back through time at most to the last multiple of this many steps; to the start unless given. */
  readonly window?: number;
  /** What a worker may take, bytes. Where all steps would take more, states are kept at every so manieth step and the steps between run again. */
  readonly memory?: number;
}

export interface Training {
  readonly surrogate: SurrogateForm;
  /** Whether errors flow through the spike that resets a membrane. */
  readonly attached: boolean;
  readonly loss: LossForm;
  readonly costs: readonly CostForm[];
  /** One step, ms. */
  readonly dt: number;
  /** Borders that no error crosses, in steps; 0 where there are none. */
  readonly window: number;
  /** States are kept at each multiple of so many steps; all steps are kept where it is as large as the run. */
  readonly every: number;
}

/** How many numbers each loss takes. */
const LOSSES: Readonly<Record<string, number>> = {count: 1, mean: 0, rate: 2, largest: 0, last: 0, firstSpike: 1, everyStep: 1};

/** Whether a loss looks at each step by itself, not at sums. */
export const timed = ({loss: {name}}: Training): boolean => !["count", "mean", "rate"].includes(name);

/** @throws RangeError for a reset or a loss that is not known, a window that is no number of steps, or a surrogate that has no twin. */
export function trainingOf(who: string, {surrogate, reset = "detached", loss = {name: "count", numbers: [1]}, costs = [], window = 0}: TrainOptions, {dt, steps}: {readonly dt: number; readonly steps: number}): Training {
  const form = surrogate?.form ?? {name: "fastSigmoid", numbers: [25]};
  surrogateCode(who, form);
  if (reset !== "attached" && reset !== "detached") throw new RangeError(`${who}: reset must be "attached" or "detached", got ${JSON.stringify(reset)}`);
  if (loss.numbers.length !== LOSSES[loss.name] || !loss.numbers.every(Number.isFinite)) {
    throw new RangeError(`${who}: the loss ${JSON.stringify(loss)} has no twin; use ${Object.keys(LOSSES).join(", ")}, or the reference engine`);
  }
  if (!(Number.isInteger(window) && window >= 0)) throw new RangeError(`${who}: window must be a whole number of steps, got ${window}`);
  return {surrogate: form, attached: reset === "attached", loss, costs, dt, window, every: steps};
}

const FORMS = ["fastSigmoid", "arctan", "triangle", "boxcar", "straightThrough", "sigmoid", "gaussian", "exponential", "multiGaussian"];

/** The surrogate as the twin takes it. @throws RangeError if it has no twin. */
export function surrogateCode(who: string, {name, numbers}: SurrogateForm): readonly [form: number, a: number, b: number, c: number] {
  const form = FORMS.indexOf(name);
  if (form < 0) throw new RangeError(`${who}: the surrogate ${name} has no twin; choose one of ${FORMS.join(", ")}, or the reference engine`);
  return [form, numbers[0] ?? 1, numbers[1] ?? 1, numbers[2] ?? 1];
}
