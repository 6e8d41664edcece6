/** @file Exercises: a rule whose step is `w (1 - w)`, which keeps weights between 0 and 1. */
import {course, last} from "../brute-force.ts";
import {exercise} from "../exercise.ts";
import type {Parameter} from "../exercise.ts";
import {signChange} from "./windows.ts";

const a: Parameter = {is: "a, the rate of learning", unit: "", book: 0.004, from: 0.002, to: 0.01, step: 0.001};
const w0: Parameter = {is: "the weight before", unit: "", book: 0.5, from: 0.1, to: 0.7, step: 0.05};
const updates: Parameter = {is: "number of updates", unit: "", book: 500, from: 100, to: 800, step: 50};
const setting = "When the presynaptic spike comes first, a weight between 0 and 1 changes by $\\Delta w = a\\,w\\,(1 - w)$.";

interface Learning {
  readonly a: number;
  readonly w0: number;
  readonly updates: number;
}

const smooth = ({a, w0, updates}: Learning): number => 1 / (1 + ((1 - w0) / w0) * Math.exp(-a * updates));

function stepwise({a, w0, updates}: Learning): number {
  let w = w0;
  for (let k = 0; k < updates; k++) w += a * w * (1 - w);
  return w;
}

/** The same in odds `w / (1 - w)`, which each update multiplies by `(1 + a (1 - w)) / (1 - a w)`. */
function byOdds({a, w0, updates}: Learning): number {
  let odds = w0 / (1 - w0);
  for (let k = 0; k < updates; k++) odds *= (1 + a / (1 + odds)) / (1 - (a * odds) / (1 + odds));
  return odds / (1 + odds);
}

export const logisticWeight = exercise({
  name: "logistic-weight",
  title: "weight along the logistic curve",
  text: `${setting} Many small updates follow each other; take them as a differential equation, $dw/dn = a\\,w\\,(1 - w)$. Where is the weight after \`updates\` of them?`,
  parameters: {a, w0, updates},
  unit: "",
  answer: smooth,
  model: "1 / (1 + (1 - w0)/w0 * exp(-a*updates))",
  mistakes: [
    {gives: ({a, w0, updates}) => w0 * Math.exp(a * updates * (1 - w0)), by: "by freezing the factor 1 - w; it shrinks as the weight grows."},
    {gives: ({a, w0, updates}) => 1 - (1 - w0) * Math.exp(-a * updates), by: "for $dw/dn = a\\,(1 - w)$, without the factor w."}
  ],
  hints: ["Separate the variables: $\\frac{dw}{w(1 - w)} = a\\,dn$.", "$\\ln\\frac{w}{1 - w}$ grows by $a$ with each update."],
  solution: "$\\frac{d}{dn}\\ln\\frac{w}{1-w} = a$, so the odds grow as $e^{an}$: $w = \\left(1 + \\frac{1 - w_0}{w_0}e^{-an}\\right)^{-1}$.",
  simulation: {by: "the equation in 2,000 Runge-Kutta steps", value: ({a, w0, updates}) => last(course(([w = 0]) => [a * w * (1 - w)], {start: [w0], until: updates})), within: 1e-8},
  along: "updates"
});

export const logisticUpdates = exercise({
  name: "logistic-updates",
  title: "weight after whole updates",
  text: `${setting} Where is the weight after \`updates\` of them, exactly, one by one? (There is no closed form: write a function with a loop.)`,
  parameters: {a, w0, updates},
  unit: "",
  answer: stepwise,
  model: `({a, w0, updates}) => {
  let w = w0;
  for (let k = 0; k < updates; k++) w += a * w * (1 - w);
  return w;
}`,
  tolerance: {relative: 1e-5, reason: "the differential equation is nearly right, and the question is about the difference"},
  mistakes: [{gives: smooth, by: "from the differential equation; the updates are steps, and each is taken from where the last has ended."}],
  hints: ["Each update starts at the weight that the last has left.", "A loop over the updates is all it takes."],
  solution: "The map $w \\leftarrow w + a\\,w(1-w)$ has no closed form; Euler's method with step 1, it differs from the logistic curve by about $-\\tfrac a2\\,w(1-w)\\ln\\frac{w(1-w)}{w_0(1-w_0)}$, here in the fourth digit.",
  simulation: {by: "the same in odds, which each update multiplies", value: byOdds, within: 1e-9},
  along: "updates"
});

export const winningOrder = exercise({
  name: "winning-order",
  title: "share of pairs that makes a weight win",
  text: "A weight changes by $a_+\\,w\\,(1 - w)$ when the presynaptic spike comes first and by $-a_-\\,w\\,(1 - w)$ when it does not. The presynaptic spike comes first in a share $p$ of all cases. Which $p$ must be exceeded for the weight to grow to 1?",
  parameters: {aPlus: {...a, is: "a₊"}, aMinus: {...a, is: "a₋", book: 0.003}},
  given: ({aPlus, aMinus}) => aPlus !== aMinus,
  unit: "",
  answer: ({aPlus, aMinus}) => aMinus / (aPlus + aMinus),
  model: "aMinus / (aPlus + aMinus)",
  mistakes: [{gives: () => 0.5, by: "if both rates of learning were equal."}, {gives: ({aPlus, aMinus}) => aPlus / (aPlus + aMinus), by: "for the share of the other order."}],
  hints: ["The factor $w(1 - w)$ is the same in both: only the signs and rates decide."],
  solution: "On average $\\Delta w = (p\\,a_+ - (1 - p)\\,a_-)\\,w(1-w)$, positive for $p > \\frac{a_-}{a_+ + a_-}$: with depression the weaker, a feature wins that comes first in less than half of all cases.",
  simulation: {by: "bisection on where 1,000 averaged updates lead", value: ({aPlus, aMinus}) => signChange((p) => { let w = 0.5; for (let k = 0; k < 1000; k++) w += (p * aPlus - (1 - p) * aMinus) * w * (1 - w); return w - 0.5; }, 0, 1), within: 1e-9},
  along: "aMinus"
});
