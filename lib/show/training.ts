/** @file A training as a picture: how the loss falls. */
import type {FitStep} from "../learn/fit.ts";
import type {ChartOptions} from "./chart.ts";
import type {Figure} from "./figure.ts";
import {line} from "./line.ts";

export interface TrainingOptions extends ChartOptions {
  /** Steps over which the second line averages. */
  readonly over?: number;
}

/**
 * The loss of every step and its running mean, on a logarithmic axis: `show.training(fitted.steps)`, or while it runs,
 * `onStep: ({steps}) => live.update(show.training(steps))`.
 */
export function training(steps: readonly FitStep[], {over = 10, ...options}: TrainingOptions = {}): Figure {
  const loss = steps.map((step) => step.loss), mean = loss.map((_, k) => {
    const last = loss.slice(Math.max(0, k + 1 - over), k + 1);
    return last.reduce((sum, each) => sum + each, 0) / last.length;
  });
  return line({
    x: steps.map(({step}) => step + 1), series: {"loss of the step": loss, [`mean of ${over} steps`]: mean},
    xLabel: "step", yLabel: "loss", yLog: true, ...(steps.length > 0 ? {xRange: [0, steps[0]!.total]} : {}), ...options
  });
}
