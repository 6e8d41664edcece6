/** @file A loss on what each output gives in each step. */
import {positive} from "../../model/door.ts";
import {summed} from "./count.ts";
import {crossEntropy} from "./loss.ts";
import type {Loss} from "./loss.ts";

export interface EveryStepOptions {
  /** How much one spike is worth in the softmax. */
  readonly scale?: number;
}

/**
 * Cross entropy in every step, and its mean: `-(1 / steps) Σₜ ln softmax(scale · y[t])[class]`. The class's unit is wanted at once and all the time, the
 * others never; snnTorch calls it `ce_rate_loss`.
 *
 * @throws RangeError if the scale is not positive.
 * @see Eshraghian et al., Proceedings of the IEEE 111 (2023), 1016–1054, section IV.
 */
export function everyStep({scale = 1}: EveryStepOptions = {}): Loss {
  positive("loss.everyStep", "scale", scale, "1");
  return {
    kind: "everyStep",
    settings: {scale},
    form: {name: "everyStep", numbers: [scale]},
    scores: summed,
    measure(outputs, target, _dt, errors) {
      let loss = 0;
      outputs.forEach((row, t) => {
        const logits = row.map((y) => scale * y);
        loss += crossEntropy("loss.everyStep", logits, target) / outputs.length;
        for (let o = 0; o < logits.length; o++) errors[t]![o]! += (scale * logits[o]!) / outputs.length;
      });
      return loss;
    }
  };
}
