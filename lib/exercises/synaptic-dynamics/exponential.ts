/** @file Exercises: the exponential synapse's potential, and the threshold that a grid does not see. */
import {crossings} from "../../model/response/crossings.ts";
import {exponentialPeakTime} from "../../model/response/peak-time.ts";
import {psp, pspAt, pspPeak, spikeState} from "../../model/response/psp.ts";
import type {Psp} from "../../model/response/psp.ts";
import {alpha, exponential} from "../../model/response/response.ts";
import {highest, passing} from "../brute-force.ts";
import {exercise} from "../exercise.ts";
import type {Parameter} from "../exercise.ts";
import {V0, synapse, tau} from "../symbols.ts";
import {alphaCourse, exponentialCourse} from "./chain.ts";

const setting = "A membrane, $\\tau\\dot v = -v + R\\,I(t)$, receives one spike at time 0 through an exponential synapse, $R\\,I(t) = V_0\\,e^{-t/\\tau_s}$.";
const peakSolution = "$v = V_0\\frac{\\tau_s}{\\tau - \\tau_s}\\left(e^{-t/\\tau} - e^{-t/\\tau_s}\\right)$; $\\dot v = 0$ where $e^{-t/\\tau}/\\tau = e^{-t/\\tau_s}/\\tau_s$, so $t = \\frac{\\tau\\tau_s}{\\tau - \\tau_s}\\ln\\frac{\\tau}{\\tau_s}$, and there $v = V_0\\left(\\tau_s/\\tau\\right)^{\\tau/(\\tau - \\tau_s)}$.";

export const exponentialPeak = exercise({
  name: "exponential-peak-time",
  title: "time of the peak",
  text: `${setting} When does the potential peak?`,
  parameters: {tau, synapse},
  unit: "ms",
  answer: exponentialPeakTime,
  model: "tau*synapse/(tau - synapse) * ln(tau/synapse)",
  mistakes: [
    {gives: ({tau, synapse}) => ((tau * synapse) / (tau - synapse)) * Math.log10(tau / synapse), by: "with the decimal logarithm; it is the natural one (`log` or `ln`)."},
    {gives: ({synapse}) => synapse, by: "for the peak of an alpha current."}
  ],
  hints: ["Solve the equation: the potential is a difference of two exponentials.", "Set its derivative to zero and take the logarithm."],
  solution: peakSolution,
  simulation: {by: "the highest place of 2,000 steps", value: (values) => highest(exponentialCourse({...values, V0: 1, until: 3 * values.tau})).time, within: 1e-3},
  along: "synapse"
});

export const exponentialPeakHeight = exercise({
  name: "exponential-peak-height",
  title: "height of the peak",
  text: `${setting} How high does the potential get?`,
  parameters: {V0, tau, synapse},
  unit: "mV",
  answer: ({V0, tau, synapse}) => pspPeak(psp({tau, response: exponential(synapse), amplitude: V0})).height,
  model: "V0 * (synapse/tau)^(tau/(tau - synapse))",
  mistakes: [
    {gives: ({V0, tau, synapse}) => (V0 * synapse) / tau, by: "if all the charge came at once, $V_0\\tau_s/\\tau$; the membrane leaks meanwhile."},
    {gives: ({V0, tau, synapse}) => V0 * (tau / synapse) ** (-synapse / (tau - synapse)), by: "with $\\tau_s$ in place of $\\tau$ in the exponent."}
  ],
  hints: ["Find the time of the peak first.", "At the peak the potential equals the current, $V_0\\,e^{-t/\\tau_s}$."],
  solution: peakSolution,
  simulation: {by: "the highest place of 2,000 steps", value: (values) => highest(exponentialCourse({...values, until: 3 * values.tau})).height, within: 1e-4},
  along: "synapse"
});

const alphaOf = ({V0, tau, synapse}: {readonly V0: number; readonly tau: number; readonly synapse: number}): Psp => psp({tau, response: alpha(synapse), amplitude: V0});
const alphaSetting = "A membrane, $\\tau\\dot v = -v + R\\,I(t)$, receives one spike at time 0 through an alpha synapse, $R\\,I(t) = V_0\\,(t/\\tau_s)\\,e^{-t/\\tau_s}$ (no factor e).";
const step: Parameter = {is: "step of the grid", unit: "ms", book: 5, from: 3, to: 8, step: 0.5};

/** What a simulator sees that looks at the potential only at multiples of `dt`. */
function seen({dt, ...values}: {readonly V0: number; readonly tau: number; readonly synapse: number; readonly dt: number}): number {
  const one = alphaOf(values), {time} = pspPeak(one), before = Math.floor(time / dt) * dt;
  return Math.max(pspAt(one, before), pspAt(one, before + dt));
}

export const missedSpike = exercise({
  name: "missed-spike",
  title: "highest potential on the grid",
  text: `${alphaSetting} A simulator is exact, but looks at the potential only at multiples of \`dt\`. What is the highest value that it sees? (Any threshold between this and the true peak is crossed, and the spike is missed.)`,
  parameters: {V0, tau, synapse, dt: step},
  unit: "mV",
  answer: seen,
  tolerance: {relative: 1e-5, reason: "the grid misses the peak by parts of a thousand only"},
  model: `({V0, tau, synapse, dt}) => {
  const lambda = 1 / synapse - 1 / tau;
  const v = (t: number) => V0 / (tau * synapse * lambda ** 2) * (Math.exp(-t / tau) - Math.exp(-t / synapse) * (1 + lambda * t));
  return Math.max(...Array.from({length: 50}, (_, k) => v(k * dt)));
}`,
  mistakes: [
    {gives: (values) => pspPeak(alphaOf(values)).height, by: "for the true peak; no multiple of the step falls on it."},
    {gives: (values) => Math.E * seen(values), by: "with $(t/\\tau_s)\\,e^{1 - t/\\tau_s}$; the text has no factor e."}
  ],
  hints: ["Find the time of the true peak; which multiples of the step lie beside it?", "The larger of the potentials at those two."],
  solution: "The potential rises up to its peak and falls after it, so the grid's highest value is at one of the two multiples of dt beside the peak.",
  simulation: {
    by: "small steps, read at multiples of dt",
    value: ({dt, ...values}) => Math.max(...alphaCourse({...values, until: 20 * dt}).v.filter((_, k) => k % 100 === 0)),
    within: 1e-6
  },
  along: "dt",
  beware: "Exact integration on a grid is exact at its points only: spikes between two points are missed without a word."
});

export const exactCrossing = exercise({
  name: "exact-crossing",
  title: "time of the crossing",
  text: `${alphaSetting} When does the potential first reach the \`threshold\`? (There is no formula in elementary functions: find the root.)`,
  parameters: {V0, tau, synapse, threshold: {is: "threshold, from rest", unit: "mV", book: 6, from: 1, to: 10, step: 0.5}},
  given: ({threshold, ...values}) => pspPeak(alphaOf(values)).height > 1.05 * threshold,
  unit: "ms",
  answer: ({threshold, ...values}) => crossings(alphaOf(values), spikeState(alphaOf(values)), {threshold})[0]!.time,
  model: `({V0, tau, synapse, threshold}) => {
  const lambda = 1 / synapse - 1 / tau;
  const v = (t: number) => V0 / (tau * synapse * lambda ** 2) * (Math.exp(-t / tau) - Math.exp(-t / synapse) * (1 + lambda * t));
  let low = 0, high = 0;
  while (v(high) < threshold) high += 0.01;
  for (let k = 0; k < 60; k++) v((low + high) / 2) < threshold ? (low = (low + high) / 2) : (high = (low + high) / 2);
  return low;
}`,
  mistakes: [
    {gives: ({threshold, ...values}) => crossings(alphaOf(values), spikeState(alphaOf(values)), {threshold})[1]!.time, by: "for the way down; the neuron fires on the way up."},
    {gives: (values) => pspPeak(alphaOf(values)).time, by: "for the peak; the threshold lies below it."}
  ],
  hints: ["The potential rises from 0 to its peak: there is one crossing in between, and bisection finds it."],
  solution: "Between 0 and its peak the potential is monotone, so bisection of $v(t) - \\theta$ on that bracket cannot miss; a second crossing, downwards, lies behind the peak.",
  simulation: {by: "a line between two of 2,000 steps", value: ({threshold, ...values}) => passing(alphaCourse({...values, until: 3 * values.tau}), threshold), within: 1e-4},
  along: "threshold"
});
