/** @file The judge of a run: from what its outputs gave to its loss, its scores, and the errors that go back. */
import {lossOf} from "./loss.ts";
import type {Wanted} from "./loss.ts";
import {lossOverTime, scoresOverTime} from "./loss-over-time.ts";
import type {Course} from "./loss-over-time.ts";
import type {Machine} from "./machine.ts";
import {timed} from "./training.ts";
import type {Training} from "./training.ts";

export interface Judge {
  /** After a run forwards: one number for each class. */
  scores(): Float64Array;
  /** After a run forwards: its loss and what it cost beside, whose errors now wait for the way back. */
  loss(target: Wanted): number;
}

/** `order`: the place of each output among the padded. */
export function judgeOf(one: Machine, training: Training, order: Uint32Array): Judge {
  const {lowered: {steps}, learning} = one, classes = order.length, stepwise = timed(training), lots = stepwise ? steps : 1;
  const course: Course = {steps, classes, given: new Float64Array(lots * classes), errors: new Float64Array(lots * classes)}, {given, errors} = course;
  const take = (): void => {
    for (let t = 0; t < lots; t++) {
      const row = stepwise ? learning!.outputs[t]! : one.sums;
      for (let o = 0; o < classes; o++) given[t * classes + o] = row[order[o]!]!;
    }
  };
  return {
    scores() {
      take();
      if (stepwise) return scoresOverTime(training, course);
      return training.loss.name === "mean" ? given.map((sum) => sum / steps) : given.slice();
    },
    loss(target) {
      take();
      const loss = stepwise ? lossOverTime(training, course, target as number) : lossOf(training.loss, given, target, steps, errors);
      for (let t = 0; t < lots; t++) for (let o = 0; o < classes; o++) learning!.errors[t]![order[o]!] = errors[t * classes + o]!;
      return loss + learning!.costs();
    }
  };
}
