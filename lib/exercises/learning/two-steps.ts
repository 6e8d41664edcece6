/** @file A neuron over two steps and its surrogate gradient: by the chain rule, and by finite differences of a softened run. */

/** `u[1] = w x[1]`, `s[t] = H(u[t] - 1)`, `u[2] = β u[1] + w x[2] - s[1]`, loss `½ (s[1] + s[2] - y)²`. */
export interface TwoSteps {
  readonly w: number;
  readonly x1: number;
  readonly x2: number;
  readonly beta: number;
  readonly y: number;
  readonly slope: number;
}

/** A surrogate's derivative at a distance from threshold. */
export type Derivative = (distance: number) => number;

/** The fast sigmoid's derivative, `1 / (1 + slope |x|)²`. */
export const fastSigmoid = (slope: number): Derivative => (x) => 1 / (1 + slope * Math.abs(x)) ** 2;

const hard = (x: number): number => (x >= 0 ? 1 : 0);

/** Both membranes, and the number of spikes. */
export function forward({w, x1, x2, beta}: TwoSteps): {readonly u1: number; readonly u2: number; readonly spikes: number} {
  const u1 = w * x1, s1 = hard(u1 - 1), u2 = beta * u1 + w * x2 - s1;
  return {u1, u2, spikes: s1 + hard(u2 - 1)};
}

/** `dL/dw` by the chain rule, backwards from the loss; the reset takes part only where it is attached. */
export function lossGradient(values: TwoSteps, {attached, derivative = fastSigmoid(values.slope)}: {readonly attached: boolean; readonly derivative?: Derivative}): number {
  const {u1, u2, spikes} = forward(values), {x1, x2, beta, y} = values, error = spikes - y;
  const toU2 = error * derivative(u2 - 1), toU1 = (error + (attached ? -toU2 : 0)) * derivative(u1 - 1) + beta * toU2;
  return toU1 * x1 + toU2 * x2;
}

/** The fast sigmoid itself. */
const soft = (slope: number, x: number): number => x / (1 + slope * Math.abs(x));

/**
 * The same by finite differences: around the run, each spike is its own value plus how far the soft spike has moved; a detached
 * reset does not move.
 */
export function softenedGradient(values: TwoSteps, attached: boolean): number {
  const at = forward(values), {x1, x2, beta, y, slope} = values, h = 1e-6;
  const loss = (w: number): number => {
    const u1 = w * x1, moved1 = soft(slope, u1 - 1) - soft(slope, at.u1 - 1);
    const u2 = beta * u1 + w * x2 - hard(at.u1 - 1) - (attached ? moved1 : 0);
    return (at.spikes + moved1 + soft(slope, u2 - 1) - soft(slope, at.u2 - 1) - y) ** 2 / 2;
  };
  return (loss(values.w + h) - loss(values.w - h)) / (2 * h);
}
