/** @file What a way back is told, as plain data that a worker can be sent. */
import type {SurrogateForm} from "../model/surrogate.ts";

/** A loss on what each output gave in sum over time. */
export interface LossForm {
  /** `"count"`: cross entropy of `softmax(scale · sums)`, numbers `[scale]`. `"rate"`: mean squared error of the rates, numbers `[on, off]`. */
  readonly name: "count" | "rate";
  readonly numbers: readonly number[];
}

/** How errors are made and carried back. */
export interface TrainOptions {
  /** What has a form: a surrogate of the family. The fast sigmoid of slope 25 unless given. */
  readonly surrogate?: {readonly form: SurrogateForm};
  /** Whether errors flow through the spike that resets a membrane; they do not unless `"attached"`. */
  readonly reset?: "attached" | "detached";
  /** Cross entropy on sums, scale 1, unless given. */
  readonly loss?: LossForm;
}

export interface Training {
  readonly surrogate: SurrogateForm;
  /** Whether errors flow through the spike that resets a membrane. */
  readonly attached: boolean;
  readonly loss: LossForm;
}

/** @throws RangeError for a reset or a loss that is not known, or a surrogate that has no twin. */
export function trainingOf(who: string, {surrogate, reset = "detached", loss = {name: "count", numbers: [1]}}: TrainOptions): Training {
  const form = surrogate?.form ?? {name: "fastSigmoid", numbers: [25]};
  surrogateCode(who, form);
  if (reset !== "attached" && reset !== "detached") throw new RangeError(`${who}: reset must be "attached" or "detached", got ${JSON.stringify(reset)}`);
  const wanted = loss.name === "count" ? 1 : loss.name === "rate" ? 2 : -1;
  if (loss.numbers.length !== wanted || !loss.numbers.every(Number.isFinite)) throw new RangeError(`${who}: the loss ${JSON.stringify(loss)} has no twin; use count or rate, or the reference engine`);
  return {surrogate: form, attached: reset === "attached", loss};
}

const FORMS = ["fastSigmoid", "arctan", "triangle", "boxcar", "straightThrough", "sigmoid", "gaussian", "exponential", "multiGaussian"];

/** The surrogate as the twin takes it. @throws RangeError if it has no twin. */
export function surrogateCode(who: string, {name, numbers}: SurrogateForm): readonly [form: number, a: number, b: number, c: number] {
  const form = FORMS.indexOf(name);
  if (form < 0) throw new RangeError(`${who}: the surrogate ${name} has no twin; choose one of ${FORMS.join(", ")}, or the reference engine`);
  return [form, numbers[0] ?? 1, numbers[1] ?? 1, numbers[2] ?? 1];
}
