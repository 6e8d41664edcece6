/** @file Exercises: spike-timing-dependent plasticity, where it drifts and where it rests. */
import {exercise} from "../exercise.ts";
import type {Parameter} from "../exercise.ts";
import {allPairs, signChange, windowArea} from "./windows.ts";
import type {Window} from "./windows.ts";

const aPlus: Parameter = {is: "A₊, change of a pair at lag 0, presynaptic spike first", unit: "", book: 0.01, from: 0.005, to: 0.015, step: 0.001};
const aMinus: Parameter = {is: "A₋, the same, postsynaptic spike first", unit: "", book: 0.0105, from: 0.005, to: 0.015, step: 0.0005};
const tauPlus: Parameter = {is: "time constant of potentiation", unit: "ms", book: 20, from: 10, to: 30, step: 1};
const tauMinus: Parameter = {is: "time constant of depression", unit: "ms", book: 20, from: 10, to: 40, step: 1};
const window = {aPlus, aMinus, tauPlus, tauMinus};
const setting = "A weight changes with every pair of a presynaptic and a postsynaptic spike, $s = t_{post} - t_{pre}$ apart: by $A_+\\,e^{-s/\\tau_+}$ if $s > 0$, by $-A_-\\,e^{s/\\tau_-}$ if $s < 0$. All pairs count.";
const unbalanced = ({aPlus, aMinus, tauPlus, tauMinus}: Window): boolean => Math.abs(aPlus * tauPlus - aMinus * tauMinus) > 0.03 * aPlus * tauPlus;

const rate = (is: string): Parameter => ({is, unit: "Hz", book: 10, from: 5, to: 40, step: 1});
const driftSolution = "In a second there are $r_{pre}\\,r_{post}\\,ds$ pairs with a lag between $s$ and $s + ds$ (rates per second), whatever $s$: the drift is $r_{pre}\\,r_{post}\\int W(s)\\,ds = r_{pre}\\,r_{post}\\,(A_+\\tau_+ - A_-\\tau_-)$, with the time constants in seconds.";

export const weightDrift = exercise({
  name: "weight-drift",
  title: "drift of a weight",
  text: `${setting} Both neurons fire as Poisson processes that know nothing of each other. How fast does the weight drift, on average?`,
  parameters: {pre: rate("rate of the presynaptic neuron"), post: rate("rate of the postsynaptic neuron"), ...window},
  given: unbalanced,
  unit: "1/s",
  answer: ({pre, post, aPlus, aMinus, tauPlus, tauMinus}) => (pre * post * (aPlus * tauPlus - aMinus * tauMinus)) / 1000,
  model: "pre * post * (aPlus*tauPlus - aMinus*tauMinus) / 1000",
  mistakes: [
    {gives: ({pre, post, aPlus, aMinus}) => pre * post * (aPlus - aMinus), by: "with the heights of the window; it is its area that uncorrelated spikes meet."},
    {gives: ({pre, post, aPlus, aMinus, tauPlus, tauMinus}) => pre * post * (aPlus * tauPlus - aMinus * tauMinus), by: "with rates per second and time constants in ms."}
  ],
  hints: ["How many pairs with a lag between $s$ and $s + ds$ are there in a second?", "The drift is $r_{pre}\\,r_{post}$ times the area under the window."],
  solution: driftSolution,
  simulation: {by: "the window's area by midpoints of 0.02 ms", value: ({pre, post, ...window}) => (pre * post * windowArea(window)) / 1000, within: 1e-4},
  along: "aMinus"
});

export const balancedWindow = exercise({
  name: "balanced-window",
  title: "depression that balances",
  text: `${setting} Both neurons fire as Poisson processes that know nothing of each other. Which $A_-$ keeps the weight where it is, on average?`,
  parameters: {aPlus, tauPlus, tauMinus: {...tauMinus, book: 30}},
  given: ({tauPlus, tauMinus}) => tauPlus !== tauMinus,
  unit: "",
  answer: ({aPlus, tauPlus, tauMinus}) => (aPlus * tauPlus) / tauMinus,
  model: "aPlus * tauPlus / tauMinus",
  mistakes: [{gives: ({aPlus}) => aPlus, by: "by equal heights; the areas must be equal."}, {gives: ({aPlus, tauPlus, tauMinus}) => (aPlus * tauMinus) / tauPlus, by: "with the two time constants exchanged."}],
  hints: ["The drift is proportional to the area under the window."],
  solution: "The area $A_+\\tau_+ - A_-\\tau_-$ is zero at $A_-/A_+ = \\tau_+/\\tau_-$: long depression may be shallow.",
  simulation: {by: "bisection on the window's area", value: ({aPlus, tauPlus, tauMinus}) => signChange((aMinus) => -windowArea({aPlus, aMinus, tauPlus, tauMinus}), 0, 0.1), within: 1e-4},
  along: "tauMinus"
});

interface Periodic extends Window {
  readonly period: number;
  readonly lag: number;
}

const period: Parameter = {is: "period of both neurons", unit: "ms", book: 100, from: 40, to: 160, step: 5};
const lag: Parameter = {is: "how long after each presynaptic spike the postsynaptic one comes", unit: "ms", book: 10, from: 2, to: 30, step: 1};
/** Forwards the lags are D, D + P, …; backwards P - D, 2P - D, …: two geometric series. */
const perCycle = ({aPlus, aMinus, tauPlus, tauMinus, period, lag}: Periodic): number => (aPlus * Math.exp(-lag / tauPlus)) / -Math.expm1(-period / tauPlus) - (aMinus * Math.exp(-(period - lag) / tauMinus)) / -Math.expm1(-period / tauMinus);

/** One postsynaptic spike in the middle of a long train, with all presynaptic ones. */
function pairedCycle({period, lag, ...window}: Periodic): number {
  const pre = Array.from({length: 801}, (_, k) => (k - 400) * period);
  return allPairs(window, pre, [lag]);
}

export const periodicPair = exercise({
  name: "periodic-pair",
  title: "change in one period",
  text: `${setting} Both neurons fire regularly with the same \`period\`, the postsynaptic one \`lag\` after the presynaptic one, for ever. By how much does the weight change in one period?`,
  parameters: {...window, period, lag},
  given: (values) => Math.abs(perCycle(values)) > 0.05 * values.aPlus,
  unit: "",
  answer: perCycle,
  model: "aPlus * exp(-lag/tauPlus) / (1 - exp(-period/tauPlus)) - aMinus * exp(-(period - lag)/tauMinus) / (1 - exp(-period/tauMinus))",
  mistakes: [
    {gives: ({aPlus, tauPlus, lag}) => aPlus * Math.exp(-lag / tauPlus), by: "for the nearest pair alone; each spike also meets those of the other periods, and the next one backwards."},
    {gives: ({aPlus, aMinus, tauPlus, tauMinus, period, lag}) => aPlus * Math.exp(-lag / tauPlus) - aMinus * Math.exp(-(period - lag) / tauMinus), by: "for the two nearest pairs; all pairs count, which makes a geometric series of each."}
  ],
  hints: ["One postsynaptic spike meets lags $D, D + P, D + 2P, \\dots$ forwards and $P - D, 2P - D, \\dots$ backwards.", "$\\sum_k e^{-kP/\\tau} = 1/(1 - e^{-P/\\tau})$."],
  solution: "Forwards $\\sum_k A_+e^{-(D + kP)/\\tau_+} = A_+\\frac{e^{-D/\\tau_+}}{1 - e^{-P/\\tau_+}}$, backwards $A_-\\frac{e^{-(P - D)/\\tau_-}}{1 - e^{-P/\\tau_-}}$: the change is their difference.",
  simulation: {by: "one postsynaptic spike with 801 presynaptic ones, pair by pair", value: pairedCycle, within: 1e-6},
  along: "lag"
});

export const neutralLag = exercise({
  name: "neutral-lag",
  title: "lag without change",
  text: `${setting} Both time constants are equal, and both neurons fire regularly with the same \`period\`. At which lag of the postsynaptic spike (between 0 and the period) does the weight stay?`,
  parameters: {aPlus, aMinus, tau: {...tauPlus, is: "time constant of both sides"}, period},
  given: ({aPlus, aMinus, tau, period}) => aPlus !== aMinus && tau * Math.abs(Math.log(aPlus / aMinus)) < 0.9 * period,
  unit: "ms",
  answer: ({aPlus, aMinus, tau, period}) => (period + tau * Math.log(aPlus / aMinus)) / 2,
  model: "(period + tau * ln(aPlus/aMinus)) / 2",
  mistakes: [{gives: ({period}) => period / 2, by: "if both sides were equally high."}, {gives: ({aPlus, aMinus, tau, period}) => (period - tau * Math.log(aPlus / aMinus)) / 2, by: "with A₊ and A₋ exchanged."}],
  hints: ["The denominators of both geometric series are equal.", "$A_+e^{-D/\\tau} = A_-e^{-(P - D)/\\tau}$."],
  solution: "$A_+e^{-D/\\tau} = A_-e^{-(P-D)/\\tau}$; logarithms give $2D = P + \\tau\\ln(A_+/A_-)$.",
  simulation: {by: "bisection on the sum of all pairs", value: ({aPlus, aMinus, tau, period}) => signChange((lag) => pairedCycle({aPlus, aMinus, tauPlus: tau, tauMinus: tau, period, lag}), period / 100, 0.99 * period), within: 1e-6},
  along: "aMinus"
});

export const multiplicativeRest = exercise({
  name: "multiplicative-rest",
  title: "where a multiplicative rule rests",
  text: `${setting.replace("by $A_+", "by $(1 - w)\\,A_+").replace("by $-A_-", "by $-w\\,A_-")} Here $w$ is the weight. Both neurons fire as Poisson processes that know nothing of each other. At which weight does the drift vanish?`,
  parameters: window,
  unit: "",
  answer: ({aPlus, aMinus, tauPlus, tauMinus}) => (aPlus * tauPlus) / (aPlus * tauPlus + aMinus * tauMinus),
  model: "aPlus*tauPlus / (aPlus*tauPlus + aMinus*tauMinus)",
  mistakes: [{gives: () => 0.5, by: "if both areas were equal."}, {gives: ({aPlus, aMinus, tauPlus, tauMinus}) => (aMinus * tauMinus) / (aPlus * tauPlus + aMinus * tauMinus), by: "for the share of depression; the weight rests at that of potentiation."}],
  hints: ["The drift is $(1 - w)A_+\\tau_+ - wA_-\\tau_-$ times both rates."],
  solution: "$(1 - w)A_+\\tau_+ = wA_-\\tau_-$ gives $w^* = \\frac{A_+\\tau_+}{A_+\\tau_+ + A_-\\tau_-}$; the drift falls with $w$, so it is stable, where the additive rule has no resting place.",
  simulation: {
    by: "4,000 steps along the drift, from 0",
    value: ({aPlus, aMinus, tauPlus, tauMinus}) => { const up = windowArea({aPlus, aMinus: 0, tauPlus, tauMinus}), down = -windowArea({aPlus: 0, aMinus, tauPlus, tauMinus}); let w = 0; for (let k = 0; k < 4000; k++) w += 0.02 * ((1 - w) * up - w * down); return w; },
    within: 1e-4
  },
  along: "aMinus"
});
