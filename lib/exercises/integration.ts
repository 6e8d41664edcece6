/** @file Exercises: the leaky integrate-and-fire neuron under a constant current, Euler's error, leaks in whole numbers. */
import {eulerDecayError} from "../model/membrane/euler.ts";
import {decayLeak, shiftLeak} from "../model/membrane/fixed-point-leak.ts";
import {membrane, rheobase} from "../model/membrane/membrane.ts";
import type {Membrane} from "../model/membrane/membrane.ts";
import {firingRateHz, timeToThreshold} from "../model/membrane/threshold.ts";
import {course, passing} from "./brute-force.ts";
import {exercise} from "./exercise.ts";
import type {Parameter} from "./exercise.ts";
import {tau} from "./symbols.ts";

interface Cell {
  readonly R: number;
  readonly tau: number;
  readonly threshold: number;
  readonly refractory: number;
}

const R: Parameter = {is: "resistance", unit: "Mohm", book: 100, from: 50, to: 200, step: 10};
const threshold: Parameter = {is: "threshold, from rest", unit: "mV", book: 15, from: 10, to: 20, step: 1};
const refractory: Parameter = {is: "refractory time", unit: "ms", book: 2, from: 1, to: 4, step: 0.5};
const current: Parameter = {is: "current", unit: "nA", book: 0.2, from: 0.1, to: 0.6, step: 0.05};
const cellOf = ({R, tau, threshold, refractory}: Cell): Membrane => membrane({capacitance: tau / R, leak: 1 / R, rest: 0, reset: 0, threshold, refractory});
const setting = "A leaky integrate-and-fire neuron, $\\tau\\dot v = -v + R\\,I$ from rest, fires at its threshold and is then held at rest for its refractory time. The current $I$ is constant.";
const solution = "From rest $v = RI\\,(1 - e^{-t/\\tau})$, which meets $\\theta$ at $t_1 = \\tau\\ln\\frac{RI}{RI - \\theta}$ if $RI > \\theta$. One period is that and the refractory time: $f = 1/(t_1 + t_{ref})$.";
const fires = ({R, current, threshold}: {readonly R: number; readonly current: number; readonly threshold: number}): boolean => R * current > 1.1 * threshold;
const stepped = ({R, tau, threshold, current}: Omit<Cell, "refractory"> & {readonly current: number}): number => passing(course(([v = 0]) => [(R * current - v) / tau], {start: [0], until: 4 * tau, steps: 4000}), threshold);

export const weakestCurrent = exercise({
  name: "rheobase",
  title: "rheobase",
  text: `${setting} Which current must be exceeded for it to fire at all?`,
  parameters: {R, tau, threshold, refractory},
  unit: "nA",
  answer: (values) => rheobase(cellOf(values)),
  model: "threshold / R",
  mistakes: [{gives: ({R, threshold}) => (1000 * threshold) / R, by: "in pA: mV over MΩ is nA."}],
  hints: ["Where does the membrane end under a weak current?"],
  solution: "The membrane ends at $R\\,I$, so it fires if $I > \\theta/R$.",
  simulation: {by: "the share of the drive that a long run reaches", value: ({R, tau, threshold}) => threshold / (R * course(([v = 0]) => [(1 - v) / tau], {start: [0], until: 20 * tau}).v.at(-1)!), within: 1e-6},
  along: "R"
});

export const timeToFire = exercise({
  name: "time-to-first-spike",
  title: "time to the first spike",
  text: `${setting} When does it first fire?`,
  parameters: {R, tau, threshold, refractory, current},
  given: fires,
  unit: "ms",
  answer: ({current, ...values}) => timeToThreshold(cellOf(values), current),
  model: "tau * ln(R*current/(R*current - threshold))",
  mistakes: [
    {gives: ({R, tau, threshold, refractory, current}) => refractory + tau * Math.log((R * current) / (R * current - threshold)), by: "with a refractory time before it; nothing has fired yet."},
    {gives: ({R, tau, threshold, current}) => (tau * threshold) / (R * current), by: "without the leak."}
  ],
  hints: ["Solve for $v(t)$ from rest: it approaches $R\\,I$ exponentially.", "$1 - e^{-t/\\tau} = \\theta/(RI)$."],
  solution,
  simulation: {by: "a line between two of 4,000 Runge-Kutta steps", value: stepped, within: 1e-5},
  along: "current"
});

export const firingRate = exercise({
  name: "firing-rate",
  title: "firing rate",
  text: `${setting} How often does it fire? (A formula gives Hz; times are in ms.)`,
  parameters: {R, tau, threshold, refractory, current},
  given: fires,
  unit: "Hz",
  answer: ({current, ...values}) => firingRateHz(cellOf(values), current),
  model: "1000 / (refractory + tau * ln(R*current/(R*current - threshold)))",
  mistakes: [
    {gives: ({R, tau, threshold, current}) => -1000 / (tau * Math.log1p(-threshold / (R * current))), by: "without the refractory time."},
    {gives: ({current, ...values}) => firingRateHz(cellOf(values), current) / 1000, by: "in spikes per ms; a formula in ms must be multiplied by 1000 to give Hz."}
  ],
  hints: ["A period is the refractory time and the time from reset to threshold."],
  solution,
  simulation: {by: "the period of a run in small steps", value: (values) => 1000 / (values.refractory + stepped(values)), within: 1e-5},
  along: "current"
});

const dt: Parameter = {is: "step", unit: "ms", book: 1, from: 0.5, to: 4, step: 0.5};

/** What Euler leaves of 1 after a time: step by step. */
function eulerLeft(steps: number, share: number): number {
  let v = 1;
  for (let k = 0; k < steps; k++) v -= share * v;
  return v;
}

export const eulerError = exercise({
  name: "euler-error",
  title: "relative error of Euler's decay",
  text: "A membrane decays from 1 by $\\tau\\dot v = -v$ for one time constant. Euler's method takes steps of `dt`. What is its relative error at $t = \\tau$, $v_{Euler}/v - 1$? (With its sign; a percentage will do.)",
  parameters: {tau: {...tau, step: 4, from: 12}, dt},
  given: ({tau, dt}) => Number.isInteger(tau / dt),
  unit: "",
  answer: eulerDecayError,
  model: "e * (1 - dt/tau)^(tau/dt) - 1",
  mistakes: [
    {gives: ({tau, dt}) => -dt / (2 * tau), by: "to the lowest order in dt/τ; the error itself is a little larger."},
    {gives: ({tau, dt}) => (1 - dt / tau) ** (tau / dt) - Math.exp(-1), by: "for the absolute error; divide by the exact value."}
  ],
  hints: ["One step multiplies by $1 - dt/\\tau$; how many steps are there?"],
  solution: "After $\\tau/dt$ steps $(1 - dt/\\tau)^{\\tau/dt}$ is left where $\\mathrm e^{-1}$ should be: the ratio is $\\exp\\left(1 + \\frac{\\tau}{dt}\\ln(1 - dt/\\tau)\\right)$, about $1 - dt/(2\\tau)$.",
  simulation: {by: "Euler's steps, one by one", value: ({tau, dt}) => eulerLeft(tau / dt, dt / tau) * Math.E - 1, within: 1e-9},
  along: "dt",
  beware: "Many simulators decay by 1 - dt/τ and call it τ: their membrane is faster than they say."
});

export const shiftedLeak = exercise({
  name: "shifted-leak",
  title: "time constant of a bit shift",
  text: "A chip leaks by a bit shift, $v \\leftarrow v - (v \\gg k)$ with $k$ = `shift`, once a step. Which time constant, in steps, is that (rounding aside)?",
  parameters: {shift: {is: "bits of the shift", unit: "", book: 4, from: 2, to: 8, step: 1}},
  unit: "",
  answer: ({shift}) => shiftLeak(shift),
  model: "-1 / ln(1 - 2^(-shift))",
  mistakes: [{gives: ({shift}) => 2 ** shift, by: "by reading $1 - 2^{-k}$ as $1 - dt/\\tau$; the decay is exp(-1/τ)."}],
  hints: ["What is left after one step is $1 - 2^{-k} = e^{-1/\\tau}$."],
  solution: "$1 - 2^{-k} = e^{-1/\\tau}$, so $\\tau = -1/\\ln(1 - 2^{-k})$.",
  simulation: {by: "steps of a large number until 1/e is left, between two of them exponentially", value: ({shift}) => { let v = 1, k = 0; while (v > Math.exp(-20)) { v -= v / 2 ** shift; k++; } return -k / Math.log(v); }, within: 1e-9}
});

export const decayWord = exercise({
  name: "decay-word",
  title: "time constant of a decay word",
  text: "A chip decays by $v \\leftarrow v\\,(1 - w\\,2^{-12})$ with a whole number $w$. The word nearest to a time constant of `tau` steps is taken, $w = \\mathrm{round}\\left((1 - e^{-1/\\tau})\\,2^{12}\\right)$. Which time constant, in steps, does the chip really have?",
  parameters: {tau: {...tau, is: "time constant that is wanted, in steps", unit: ""}},
  unit: "",
  answer: ({tau}) => decayLeak({tau}).tau,
  tolerance: {relative: 1e-5, reason: "the word is near to what is wanted, and the question is about the difference"},
  model: "-1 / ln(1 - round((1 - exp(-1/tau)) * 2^12) / 2^12)",
  mistakes: [{gives: ({tau}) => tau, by: "before rounding; the word is whole."}, {gives: ({tau}) => 4096 / decayLeak({tau}).decay, by: "by reading $1 - w\\,2^{-12}$ as $1 - 1/\\tau$; the decay is exp(-1/τ)."}],
  hints: ["Work out the word first.", "Then solve $1 - w\\,2^{-12} = e^{-1/\\tau}$ for τ."],
  solution: "$\\tau = -1/\\ln(1 - w\\,2^{-12})$ with the rounded $w$.",
  simulation: {by: "a thousand steps of the chip, without its rounding of v", value: ({tau}) => { const left = 1 - Math.round((1 - Math.exp(-1 / tau)) * 4096) / 4096; let v = 1; for (let k = 0; k < 1000; k++) v *= left; return -1000 / Math.log(v); }, within: 1e-9}
});
