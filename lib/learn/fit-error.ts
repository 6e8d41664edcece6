/** @file The error of a training that went astray, with the last good weights. */
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import type {NetworkTape} from "./network-tape.ts";

/** Thrown by `fit`; what was reached before is not lost. */
export class FitError extends Error {
  override readonly name = "FitError";
  /** The last that were good: as they were before the change that lost them, or as they are where they are not to blame. */
  readonly weights: Weights;
  /** The stage at which it shows first, if at one. */
  readonly stage: number | undefined;
  readonly step: number;

  constructor(message: string, {weights, stage, step}: {readonly weights: Weights; readonly stage?: number | undefined; readonly step: number}) {
    super(message);
    this.weights = weights;
    this.stage = stage;
    this.step = step;
  }
}

const sound = (values: ArrayLike<number>): boolean => {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
};

/** The first stage whose numbers are not all finite, and whose: its weights, what it gave, or its gradient. */
export function astray(net: Network, weights: Weights, gradients?: Weights, tape?: NetworkTape): {readonly stage: number; readonly what: string} | undefined {
  for (const {index} of net.stages) {
    if (!sound(weights[index]!.data)) return {stage: index, what: "its weights"};
    if (tape && !tape.given[index]!.every(sound)) return {stage: index, what: "what it gives"};
  }
  const bad = gradients && net.stages.findLast(({index}) => !sound(gradients[index]!.data));
  return bad && {stage: bad.index, what: "its gradient"};
}
