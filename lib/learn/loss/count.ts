/** @file Losses on how much each output gave: its count, or its rate. */
import {finite, positive} from "../../model/door.ts";
import type {Signal} from "../../model/node.ts";
import {crossEntropy} from "./loss.ts";
import type {Loss, Target} from "./loss.ts";

export interface CountOptions {
  /** How much one spike is worth in the softmax. */
  readonly scale?: number;
}

/**
 * Cross entropy on counts: `-ln softmax(scale · Σₜ y[t])[class]`. In one step of an artificial network that is its usual loss.
 *
 * @throws RangeError if the scale is not positive.
 */
export function count({scale = 1}: CountOptions = {}): Loss {
  positive("loss.count", "scale", scale, "1");
  return {
    kind: "count",
    settings: {scale},
    form: {name: "count", numbers: [scale]},
    sums: true,
    scores: summed,
    measure(outputs, target, _dt, errors) {
      const logits = summed(outputs).map((sum) => scale * sum), loss = crossEntropy("loss.count", logits, target);
      for (const row of errors) for (let o = 0; o < row.length; o++) row[o]! += scale * logits[o]!;
      return loss;
    }
  };
}

export interface RateOptions {
  /** What the class's unit should give in a step on average, and what the others should. */
  readonly on?: number;
  readonly off?: number;
}

/**
 * The mean squared error of rates, `Σₒ (Σₜ y[t, o] / steps - wish[o])² / units`; the target is a class, or the wishes themselves.
 *
 * @throws RangeError if a rate is not finite, or there is not one wish for each unit.
 */
export function rate({on = 0.8, off = 0.05}: RateOptions = {}): Loss {
  finite("loss.rate", "on", on, "per step");
  finite("loss.rate", "off", off, "per step");
  return {
    kind: "rate",
    settings: {on, off},
    form: {name: "rate", numbers: [on, off]},
    sums: true,
    scores: summed,
    measure(outputs, target, _dt, errors) {
      const steps = outputs.length, sums = summed(outputs), units = sums.length, wish = wishes(target, units, on, off);
      let loss = 0;
      sums.forEach((sum, o) => {
        const gap = sum / steps - wish(o);
        loss += (gap * gap) / units;
        for (const row of errors) row[o]! += (2 * gap) / (steps * units);
      });
      return loss;
    }
  };
}

function wishes(target: Target, units: number, on: number, off: number): (o: number) => number {
  const fits = typeof target === "number" ? Number.isInteger(target) && target >= 0 && target < units : target.length === units;
  if (!fits) throw new RangeError(`loss.rate: target must be a class below ${units} or a list of ${units} rates (per step), got ${typeof target === "number" ? target : `a list of ${target.length}`}`);
  return (o) => (typeof target !== "number" ? target[o]! : o === target ? on : off);
}

/** What each unit gave in sum. */
export function summed(outputs: readonly Signal[]): Float64Array {
  const sums = new Float64Array(outputs[0]!.length);
  for (const row of outputs) for (let o = 0; o < sums.length; o++) sums[o]! += row[o]!;
  return sums;
}
