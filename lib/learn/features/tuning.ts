/** @file Tuning: how units answer to a family of stimuli, and the numbers that physiologists read from it. */
import type {Network} from "../../model/network.ts";
import type {Weights} from "../../model/weights.ts";
import {frames} from "../../simulate/frames.ts";
import type {Input} from "../../simulate/input.ts";
import {sizeOf} from "../../tensor/shape.ts";
import type {NodePath} from "../stage-of.ts";

/**
 * What each unit of a node gave in sum (spikes, or values) to each stimulus: one row a stimulus, one number a unit.
 *
 * @throws RangeError if there is no such node.
 */
export function responses(net: Network, weights: Weights, stimuli: readonly Input[], {node, dt}: {readonly node: NodePath; readonly dt?: number}): Float64Array[] {
  const path = String(node), stage = net.stages.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  if (!stage) throw new RangeError(`responses: node must be one of ${net.stages.map((each) => each.path).join(", ")}, got ${node}`);
  return stimuli.map((stimulus) => {
    const sum = new Float64Array(sizeOf(stage.output));
    for (const {outputs} of frames(net, weights, stimulus, dt === undefined ? {} : {dt})) outputs[stage.index]!.forEach((y, i) => { sum[i]! += y; });
    return sum;
  });
}

/**
 * The orientation that a unit prefers and how sharply, from its answers to directions in degrees: the mean of `r e^(2iθ)`, over the
 * mean of `r` for the selectivity (1 minus the circular variance: 1 for one direction only, 0 for all alike).
 *
 * @throws RangeError if there are not as many answers as angles.
 * @see Ringach, Shapley and Hawken, Journal of Neuroscience 22 (2002), 5639.
 */
export function orientationTuning(angles: ArrayLike<number>, answers: ArrayLike<number>): {readonly angle: number; readonly selectivity: number} {
  sameLength("orientationTuning", angles, answers);
  const [even, odd, sum] = fourier(Float64Array.from(angles, (a) => (2 * a * Math.PI) / 180), answers);
  const half = (Math.atan2(odd, even) * 90) / Math.PI;
  return {angle: half < 0 ? half + 180 : half, selectivity: sum > 0 ? Math.hypot(even, odd) / sum : 0};
}

/**
 * The modulation of answers to the phases of a grating (radians, evenly over a cycle), `F₁ / F₀`: above 1 for simple cells (π/2 for
 * a half-rectified wave), below 1 for complex cells (0 if the phase does not matter). `NaN` without an answer.
 *
 * @throws RangeError if there are not as many answers as phases.
 * @see Skottun et al., Vision Research 31 (1991), 1079.
 */
export function phaseModulation(phases: ArrayLike<number>, answers: ArrayLike<number>): number {
  sameLength("phaseModulation", phases, answers);
  const [even, odd, sum] = fourier(phases, answers);
  return (2 * Math.hypot(even, odd)) / sum;
}

function fourier(turns: ArrayLike<number>, answers: ArrayLike<number>): [even: number, odd: number, sum: number] {
  let [even, odd, sum] = [0, 0, 0];
  for (let k = 0; k < answers.length; k++) {
    even += answers[k]! * Math.cos(turns[k]!);
    odd += answers[k]! * Math.sin(turns[k]!);
    sum += answers[k]!;
  }
  return [even, odd, sum];
}

function sameLength(who: string, places: ArrayLike<number>, answers: ArrayLike<number>): void {
  if (places.length !== answers.length) throw new RangeError(`${who}: one answer for each of ${places.length} stimuli is needed, got ${answers.length}`);
}
