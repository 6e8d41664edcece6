/** @file A loss on when each output spikes first. */
import {positive} from "../../model/door.ts";
import type {Signal} from "../../model/node.ts";
import {crossEntropy} from "./loss.ts";
import type {Loss} from "./loss.ts";

export interface FirstSpikeOptions {
  /** How much sooner is e times as likely, ms. */
  readonly tau?: number;
}

/**
 * Cross entropy on first-spike times: `-ln softmax(-first / tau)[class]`, the soonest unit being the answer.
 *
 * On spikes `first = dt Σₜ Πₖ≤ₜ (1 - s[k])`, the whole run for a unit that stays silent. This form is linear in each `s[k]`, so its slope
 * says exactly what one spike more or less would change, and silent units are called too.
 *
 * @throws RangeError if tau is not positive.
 */
export function firstSpike({tau = 5}: FirstSpikeOptions = {}): Loss {
  positive("loss.firstSpike", "tau", tau, "ms");
  const scores = (outputs: readonly Signal[], dt: number): Float64Array => Float64Array.from(outputs[0]!, (_, o) => -(dt / tau) * waited(outputs, o));
  return {
    kind: "firstSpike",
    settings: {tau},
    form: {name: "firstSpike", numbers: [tau]},
    scores,
    measure(outputs, target, dt, errors) {
      const logits = scores(outputs, dt), loss = crossEntropy("loss.firstSpike", logits, target);
      logits.forEach((error, o) => blame(outputs, o, -(dt / tau) * error, errors));
      return loss;
    }
  };
}

/** Steps before the first spike. */
function waited(outputs: readonly Signal[], o: number): number {
  let silent = 1, sum = 0;
  for (const row of outputs) {
    silent *= 1 - row[o]!;
    sum += silent;
  }
  return sum;
}

/** Backwards through `open[t+1] = open[t] (1 - s[t])`, `waited = Σ open[t+1]`. */
function blame(outputs: readonly Signal[], o: number, amount: number, errors: readonly Signal[]): void {
  const open = new Float64Array(outputs.length);
  let silent = 1, later = 0;
  outputs.forEach((row, t) => {
    open[t] = silent;
    silent *= 1 - row[o]!;
  });
  for (let t = outputs.length - 1; t >= 0; t--) {
    later += amount;
    errors[t]![o]! -= later * open[t]!;
    later *= 1 - outputs[t]![o]!;
  }
}
