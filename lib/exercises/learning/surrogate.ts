/** @file Exercises: the surrogate derivative, and backpropagation through one neuron over two steps, by hand. */
import {exercise} from "../exercise.ts";
import type {Parameter} from "../exercise.ts";
import {fastSigmoid, forward, lossGradient, softenedGradient} from "./two-steps.ts";
import type {TwoSteps} from "./two-steps.ts";

const slope: Parameter = {is: "k, steepness of the surrogate", unit: "", book: 10, from: 2, to: 25, step: 1};

export const surrogateSlope = exercise({
  name: "surrogate-derivative",
  title: "surrogate derivative",
  text: "The derivative of a spike $s = H(u - \\theta)$ is zero almost everywhere. In the backward pass it is replaced by that of the fast sigmoid $f(x) = x/(1 + k|x|)$ at $x = u - \\theta$. How large is that?",
  parameters: {u: {is: "membrane", unit: "", book: 0.8, from: 0.2, to: 1.8, step: 0.05}, theta: {is: "threshold", unit: "", book: 1, from: 0.9, to: 1.1, step: 0.01}, slope},
  given: ({u, theta}) => Math.abs(u - theta) > 0.02,
  unit: "",
  answer: ({u, theta, slope}) => fastSigmoid(slope)(u - theta),
  model: "1 / (1 + slope * abs(u - theta))^2",
  mistakes: [
    {gives: ({u, theta, slope}) => 1 / (1 + slope * Math.abs(u - theta)), by: "without the square: differentiate the quotient."},
    {gives: ({u, slope}) => 1 / (1 + slope * Math.abs(u)) ** 2, by: "at the membrane itself; the surrogate looks at its distance from threshold."},
    {gives: () => 0, by: "from the spike's true derivative, by which nothing can be learned."}
  ],
  hints: ["For $x > 0$ it is $f = x/(1 + kx)$: differentiate the quotient."],
  solution: "$f' = \\frac{(1 + k|x|) - k|x|}{(1 + k|x|)^2} = \\frac{1}{(1 + k|x|)^2}$, 1 at threshold.",
  simulation: {by: "finite differences of the fast sigmoid", value: ({u, theta, slope}) => { const f = (x: number): number => x / (1 + slope * Math.abs(x)), x = u - theta; return (f(x + 1e-6) - f(x - 1e-6)) / 2e-6; }, within: 1e-6},
  along: "u"
});

const parameters = {
  w: {is: "weight", unit: "", book: 0.8, from: 0.5, to: 1.5, step: 0.05}, x1: {is: "input of step 1", unit: "", book: 1, from: 0.5, to: 1.5, step: 0.1}, x2: {is: "input of step 2", unit: "", book: 1.5, from: 0.5, to: 2, step: 0.1},
  beta: {is: "what the membrane keeps in a step", unit: "", book: 0.9, from: 0.5, to: 0.95, step: 0.05}, y: {is: "wanted number of spikes", unit: "", book: 2, from: 0, to: 3, step: 1}, slope
} as const;
const setting = "A neuron with one weight runs for two steps: $u_1 = w x_1$, $u_2 = \\beta u_1 + w x_2 - s_1$, with a spike $s_t = 1$ where $u_t \\geq 1$, else 0. The loss is $L = \\tfrac12(s_1 + s_2 - y)^2$. The spike's derivative is replaced by $\\sigma'(u) = 1/(1 + k\\,|u - 1|)^2$.";
/** Away from the places where the spike or the surrogate has a kink, and with an error to learn from. */
const smooth = (values: TwoSteps): boolean => {
  const {u1, u2, spikes} = forward(values);
  return Math.abs(u1 - 1) > 0.02 && Math.abs(u2 - 1) > 0.02 && spikes !== values.y;
};
const code = (inner: string): string => `({w, x1, x2, beta, y, slope}) => {
  const spike = (u: number) => (u >= 1 ? 1 : 0), d = (u: number) => 1 / (1 + slope * Math.abs(u - 1)) ** 2;
  const u1 = w * x1, u2 = beta * u1 + w * x2 - spike(u1);
  const du1 = x1, du2 = ${inner};
  return (spike(u1) + spike(u2) - y) * (d(u1) * du1 + d(u2) * du2);
}`;

export const detachedGradient = exercise({
  name: "gradient-detached",
  title: "gradient with the reset detached",
  text: `${setting} The reset $-s_1$ is taken as a constant (“detached”). How large is $dL/dw$?`,
  parameters,
  given: smooth,
  unit: "",
  answer: (values) => lossGradient(values, {attached: false}),
  model: code("beta * x1 + x2"),
  mistakes: [
    {gives: (values) => -lossGradient(values, {attached: false}), by: "with $y - s_1 - s_2$ in place of $s_1 + s_2 - y$."},
    {gives: (values) => lossGradient(values, {attached: true}), by: "with the reset attached: you let $-s_1$ take part in $du_2/dw$."},
    {gives: ({beta: _, ...values}) => lossGradient({...values, beta: 0}, {attached: false}), by: "without the membrane's memory in both passes: $u_2$ holds $\\beta u_1$."},
    {gives: () => 0, by: "from the spike's true derivative; the surrogate replaces it."}
  ],
  hints: ["First run it forwards: which steps have a spike?", "$dL/dw = (s_1 + s_2 - y)\\left(\\sigma'(u_1)\\frac{du_1}{dw} + \\sigma'(u_2)\\frac{du_2}{dw}\\right)$ with $\\frac{du_1}{dw} = x_1$.", "$\\frac{du_2}{dw} = \\beta x_1 + x_2$ where the reset is constant."],
  solution: "$\\frac{dL}{dw} = (s_1 + s_2 - y)\\left[\\sigma'(u_1)\\,x_1 + \\sigma'(u_2)\\,(\\beta x_1 + x_2)\\right]$: the second step remembers the first through β.",
  simulation: {by: "finite differences of a run whose spikes move as the fast sigmoid does", value: (values) => softenedGradient(values, false), within: 1e-4},
  along: "slope"
});

export const attachedGradient = exercise({
  name: "gradient-attached",
  title: "gradient with the reset attached",
  text: `${setting} The reset $-s_1$ takes part in the backward pass like every other spike (“attached”). How large is $dL/dw$?`,
  parameters,
  given: smooth,
  unit: "",
  answer: (values) => lossGradient(values, {attached: true}),
  model: code("beta * x1 + x2 - d(u1) * x1"),
  mistakes: [
    {gives: (values) => -lossGradient(values, {attached: true}), by: "with $y - s_1 - s_2$ in place of $s_1 + s_2 - y$."},
    {gives: (values) => lossGradient(values, {attached: false}), by: "with the reset detached; here it takes part: $\\frac{ds_1}{dw} = \\sigma'(u_1)\\,x_1$ belongs to $\\frac{du_2}{dw}$, with a minus."}
  ],
  hints: ["It is the detached gradient with one path more: $w \\to u_1 \\to s_1 \\to u_2$.", "$\\frac{du_2}{dw} = \\beta x_1 + x_2 - \\sigma'(u_1)\\,x_1$."],
  solution: "$\\frac{dL}{dw} = (s_1 + s_2 - y)\\left[\\sigma'(u_1)\\,x_1 + \\sigma'(u_2)\\,(\\beta x_1 + x_2 - \\sigma'(u_1)\\,x_1)\\right]$. Libraries differ in which of the two they compute, often without saying so.",
  simulation: {by: "finite differences of a run whose spikes move as the fast sigmoid does", value: (values) => softenedGradient(values, true), within: 1e-4},
  along: "slope",
  beware: "Libraries detach the reset or not, and seldom say which: the same network then learns from different gradients."
});
