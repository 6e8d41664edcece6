/** @file What a run costs beside its loss: what each unit gave in sum, the cost of it, and an error that is the same in every step. */
import type {Build, Link, Op} from "./build.ts";
import {eachUnit, unitsOf, weighs, wordsOf} from "./passes.ts";
import type {Field, Lowered} from "./passes.ts";
import {at, bytesOf} from "./slots.ts";
import type {Slot} from "./slots.ts";
import type {CostForm} from "./training.ts";

/** A signal that is watched. */
export interface Watch {
  /** Whose output it is. */
  readonly link: number;
  readonly slot: Slot;
  /** It stays, and is looked at once for all steps. */
  readonly once: boolean;
  readonly forms: readonly CostForm[];
  /** Where its sums over time lie, and the error to be added, padded. */
  readonly sums: number;
  readonly pull: number;
}

/** @throws RangeError for a cost on a signal that is never in memory. */
export function watchesOf({rooms}: Build, links: readonly Link[], costs: readonly CostForm[]): Watch[] {
  return links.flatMap(({pass, output: slot, once}, link) => {
    const forms = costs.filter(({stage}) => stage === pass.stage), size = bytesOf(slot.field, "values");
    if (forms.length > 0 && slot.base === 0) throw new RangeError(`plan: a cost must stand on a stage whose values are kept; those of stage ${pass.stage} are pooled before they are written`);
    return forms.length > 0 ? [{link, slot, once, forms, sums: rooms.take(size), pull: rooms.take(size)}] : [];
  });
}

/** Sums up what it watches; a signal that stays is taken once. */
export function watching({twins: {clear, addBits, addValues}}: Build, {slot, once, sums}: Watch): Op {
  const words = wordsOf(slot.field), units = unitsOf(slot.field), size = bytesOf(slot.field, "values");
  return {
    stage: -1, slot, once,
    forward(t) {
      if (t === 0) clear(sums, size);
      if (slot.form === "bits") addBits(at(slot, t), words, sums);
      else addValues(at(slot, t), units, sums);
    }
  };
}

/** What a bias costs, which gives 1 in every step. @throws RangeError for a cost on a stage that gives nothing here. */
export function constantCost({passes, constants}: Lowered, costs: readonly CostForm[]): number {
  let sum = 0;
  for (const cost of costs) {
    if (passes.some((pass) => pass.stage === cost.stage || (weighs(pass) && pass.biases === cost.stage))) continue;
    if (!constants.includes(cost.stage) || cost.name !== "share") throw new RangeError(`plan: a cost must stand on a stage that gives something, got stage ${cost.stage}`);
    for (const each of cost.fan) sum += cost.strength * each;
  }
  return sum;
}

/** The cost of what was watched; leaves the error at `pull`, for each step or, where the signal is taken once, for all of them. */
export function costOf({slot: {field}, once, forms, sums, pull}: Watch, steps: number, memory: ArrayBufferLike): number {
  const units = unitsOf(field), given = new Float32Array(memory, sums, units), errors = new Float64Array(units);
  let loss = 0;
  for (const form of forms) loss += form.name === "rate" ? excess(form, field, given, once ? 1 : steps, steps, errors) : share(form, field, given, once ? 1 : steps, steps, errors);
  const out = new Float32Array(memory, pull, units);
  for (let k = 0; k < units; k++) out[k] = once ? steps * errors[k]! : errors[k]!;
  return loss;
}

/** `strength · meanᵢ (excess of rᵢ)²`. */
function excess({low, high, strength}: Extract<CostForm, {name: "rate"}>, field: Field, given: Float32Array, taken: number, steps: number, errors: Float64Array): number {
  const units = field.rows * field.columns * field.channels;
  let loss = 0;
  eachUnit(field, (_index, unit) => {
    const r = given[unit]! / taken, gap = r > high ? r - high : r < low ? r - low : 0;
    loss += (strength * gap * gap) / units;
    errors[unit]! += (2 * strength * gap) / (units * steps);
  });
  return loss;
}

/** `strength · Σᵢ fanᵢ rᵢ`. */
function share({fan, strength}: Extract<CostForm, {name: "share"}>, field: Field, given: Float32Array, taken: number, steps: number, errors: Float64Array): number {
  let sum = 0;
  eachUnit(field, (index, unit) => {
    sum += (fan[index]! * given[unit]!) / taken;
    errors[unit]! += (strength * fan[index]!) / steps;
  });
  return strength * sum;
}
