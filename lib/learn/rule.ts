/** @file A rule: what learns from the frames of runs without a teacher. */
import type {Weights} from "../model/weights.ts";
import type {Frame} from "../simulate/frames.ts";

/** It consumes the frames of runs, one run after another, and changes weights, or what a population lets be moved, in place. */
export interface Rule {
  readonly name: string;
  /** Takes in one frame. A frame of step 0 begins a new run. */
  update(frame: Frame, weights: Weights): void;
}
