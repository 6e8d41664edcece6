/** @file A loss on the membranes of units that do not spike. */
import type {Signal} from "../../model/node.ts";
import {crossEntropy} from "./loss.ts";
import type {Loss} from "./loss.ts";
import {summed} from "./count.ts";

export interface MembraneOptions {
  /** Which of a unit's membranes over time counts: the largest (the first of equals), the mean, or the last. */
  readonly by?: "max" | "mean" | "last";
}

/** Cross entropy on the membranes that an integrator gives: `-ln softmax(maxₜ v[t])[class]`, or their mean, or the last. */
export function membrane({by = "max"}: MembraneOptions = {}): Loss {
  if (!["max", "mean", "last"].includes(by)) throw new RangeError(`loss.membrane: by must be "max", "mean" or "last", got ${JSON.stringify(by)}`);
  const peaks = (outputs: readonly Signal[]): Uint32Array => Uint32Array.from(outputs[0]!, (_, o) => (by === "max" ? peakOf(outputs, o) : outputs.length - 1));
  const scores = (outputs: readonly Signal[]): Float64Array => {
    if (by === "mean") return summed(outputs).map((sum) => sum / outputs.length);
    return Float64Array.from(peaks(outputs), (t, o) => outputs[t]![o]!);
  };
  return {
    kind: "membrane",
    settings: {by},
    form: {name: by === "max" ? "largest" : by, numbers: []},
    sums: by === "mean",
    scores,
    measure(outputs, target, _dt, errors) {
      const logits = scores(outputs), loss = crossEntropy("loss.membrane", logits, target);
      if (by === "mean") {
        for (const row of errors) for (let o = 0; o < row.length; o++) row[o]! += logits[o]! / outputs.length;
      } else peaks(outputs).forEach((t, o) => { errors[t]![o]! += logits[o]!; });
      return loss;
    }
  };
}

function peakOf(outputs: readonly Signal[], o: number): number {
  let best = 0;
  for (let t = 1; t < outputs.length; t++) if (outputs[t]![o]! > outputs[best]![o]!) best = t;
  return best;
}
