/** @file Exercises: the postsynaptic potential of an alpha synapse, its peak and its area. */
import {alphaPeakTime} from "../../model/response/peak-time.ts";
import {psp, pspArea, pspAt, pspPeak} from "../../model/response/psp.ts";
import type {Psp} from "../../model/response/psp.ts";
import {pspTrainAt} from "../../model/response/psp-train.ts";
import {alpha} from "../../model/response/response.ts";
import {area, highest, last} from "../brute-force.ts";
import {exercise} from "../exercise.ts";
import {V0, synapse, t, tau} from "../symbols.ts";
import {alphaCourse} from "./chain.ts";

interface Alpha {
  readonly V0: number;
  readonly tau: number;
  readonly synapse: number;
}

const pspOf = (values: Alpha): Psp => psp({tau: values.tau, response: alpha(values.synapse), amplitude: values.V0});
const setting = "A membrane at rest, $\\tau\\dot v = -v + R\\,I(t)$, receives one spike at time 0 through an alpha synapse, $R\\,I(t) = V_0\\,(t/\\tau_s)\\,e^{-t/\\tau_s}$ (no factor e: the current peaks at $V_0/\\mathrm e$).";
const derivation = "The membrane filters the current: $v(t) = \\frac{V_0}{\\tau\\tau_s}\\int_0^t s\\,e^{-s/\\tau_s}\\,e^{-(t-s)/\\tau}\\,ds$. With $\\lambda = 1/\\tau_s - 1/\\tau$ the integrand is $s\\,e^{-\\lambda s}$ times $e^{-t/\\tau}$, so\n\n$$v(t) = \\frac{V_0}{\\tau\\tau_s\\lambda^2}\\left[e^{-t/\\tau} - e^{-t/\\tau_s}(1 + \\lambda t)\\right].$$";
const withFactorE = "with $(t/\\tau_s)\\,e^{1 - t/\\tau_s}$, which peaks at 1; the text has no factor e.";

export const alphaPotential = exercise({
  name: "alpha-potential",
  title: "postsynaptic potential",
  text: `${setting} How high is the potential, from rest, at time \`t\`?`,
  parameters: {V0, tau, synapse, t},
  unit: "mV",
  answer: (values) => pspAt(pspOf(values), values.t),
  model: "V0/(tau*synapse) * (exp(-t/tau) - exp(-t/synapse)*(1 + (1/synapse - 1/tau)*t)) / (1/synapse - 1/tau)^2",
  mistakes: [
    {gives: (values) => Math.E * pspAt(pspOf(values), values.t), by: withFactorE},
    {gives: ({V0, synapse, t}) => V0 * (t / synapse) * Math.exp(-t / synapse), by: "for the current $R\\,I(t)$; the membrane has yet to filter it."},
    {gives: ({V0, tau, synapse, t}) => ((V0 * synapse) / (tau - synapse)) * (Math.exp(-t / tau) - Math.exp(-t / synapse)), by: "for an exponential synapse; the alpha synapse rises first."}
  ],
  hints: ["The membrane is a low-pass filter: convolve the current with $e^{-t/\\tau}/\\tau$.", "Pull $e^{-t/\\tau}$ out of the integral; what is left is $\\int_0^t s\\,e^{-\\lambda s}\\,ds$ with $\\lambda = 1/\\tau_s - 1/\\tau$."],
  solution: derivation,
  simulation: {by: "the three equations of synapse and membrane in 2,000 Runge-Kutta steps", value: (values) => last(alphaCourse({...values, until: values.t})), within: 1e-6},
  along: "t"
});

export const twoSpikes = exercise({
  name: "two-spikes",
  title: "potential of two spikes",
  text: `${setting} A second, equal spike follows after a \`gap\`. How high is the potential at time \`t\`, counted from the first?`,
  parameters: {V0, tau, synapse, gap: {is: "time from the first spike to the second", unit: "ms", book: 5, from: 1, to: 10, step: 0.5}, t: {...t, is: "time after the first spike", from: 2}},
  given: ({gap, t}) => t > gap,
  unit: "mV",
  answer: ({gap, ...values}) => pspTrainAt(pspOf(values), {spikes: [0, gap], time: values.t}),
  model: `({V0, tau, synapse, gap, t}) => {
  const lambda = 1 / synapse - 1 / tau;
  const one = (s: number) => V0 / (tau * synapse * lambda ** 2) * (Math.exp(-s / tau) - Math.exp(-s / synapse) * (1 + lambda * s));
  return one(t) + one(t - gap);
}`,
  mistakes: [
    {gives: (values) => 2 * pspAt(pspOf(values), values.t), by: "if both spikes came at time 0."},
    {gives: (values) => pspAt(pspOf(values), values.t), by: "without the second spike."},
    {gives: ({gap, ...values}) => Math.E * pspTrainAt(pspOf(values), {spikes: [0, gap], time: values.t}), by: withFactorE}
  ],
  hints: ["The equation is linear: the potentials of the two spikes add up.", "The second potential is the first one, later by the gap: $v(t) = \\varepsilon(t) + \\varepsilon(t - \\text{gap})$."],
  solution: `${derivation}\n\nIt is linear, so $v = \\varepsilon(t) + \\varepsilon(t - \\text{gap})$ with $\\varepsilon$ this potential.`,
  simulation: {by: "two runs in small steps, added up", value: ({gap, ...values}) => last(alphaCourse({...values, until: values.t})) + last(alphaCourse({...values, until: values.t - gap})), within: 1e-6},
  along: "t"
});

const peakSolution = "At the peak $\\dot v = 0$, so $v$ meets the current that drives it: $v = V_0\\,(t/\\tau_s)\\,e^{-t/\\tau_s}$. With $x = \\lambda t$, $a = \\tau/\\tau_s$ that is $\\mathrm e^x = 1 + a x$, solved by Lambert's function: $x = -1/a - W_{-1}(-\\mathrm e^{-1/a}/a)$, $t = x/\\lambda$.";

export const alphaPeak = exercise({
  name: "alpha-peak-time",
  title: "time of the peak",
  text: `${setting} When does the potential peak? (A formula may use \`lambertW(z, -1)\`.)`,
  parameters: {tau, synapse},
  unit: "ms",
  answer: alphaPeakTime,
  model: "synapse * (-synapse/tau - lambertW(-synapse/tau * exp(-synapse/tau), -1)) / (1 - synapse/tau)",
  mistakes: [
    {gives: ({synapse}) => synapse, by: "for the peak of the current; the membrane lags behind it."},
    {gives: ({tau, synapse}) => ((tau * synapse) / (tau - synapse)) * Math.log(tau / synapse), by: "for an exponential synapse."}
  ],
  hints: ["At the peak $\\dot v = 0$: what does the equation of the membrane say then?", "You get $\\mathrm e^x = 1 + a x$ with $a = \\tau/\\tau_s$; $x = 0$ is the start, the other root is the peak."],
  solution: peakSolution,
  simulation: {by: "the highest place of 2,000 steps", value: (values) => highest(alphaCourse({...values, V0: 1, until: 4 * (values.tau + values.synapse)})).time, within: 1e-3},
  along: "synapse"
});

export const alphaPeakHeight = exercise({
  name: "alpha-peak-height",
  title: "height of the peak",
  text: `${setting} How high does the potential get?`,
  parameters: {V0, tau, synapse},
  unit: "mV",
  answer: (values) => pspPeak(pspOf(values)).height,
  model: "V0 * (-synapse/tau - lambertW(-synapse/tau * exp(-synapse/tau), -1)) / (1 - synapse/tau) * exp(-(-synapse/tau - lambertW(-synapse/tau * exp(-synapse/tau), -1)) / (1 - synapse/tau))",
  mistakes: [
    {gives: ({V0}) => V0 / Math.E, by: "for the peak of the current $R\\,I$; the membrane follows only part of the way."},
    {gives: (values) => Math.E * pspPeak(pspOf(values)).height, by: withFactorE},
    {gives: (values) => pspAt(pspOf(values), values.synapse), by: "at the time at which the current peaks; the potential is still rising then."}
  ],
  hints: ["Find the time of the peak first.", "At the peak the potential equals the current $V_0\\,(t/\\tau_s)\\,e^{-t/\\tau_s}$."],
  solution: peakSolution,
  simulation: {by: "the highest place of 2,000 steps", value: (values) => highest(alphaCourse({...values, until: 4 * (values.tau + values.synapse)})).height, within: 1e-4},
  along: "synapse"
});

export const alphaArea = exercise({
  name: "alpha-area",
  title: "area under the potential",
  text: `${setting} How large is the area $\\int_0^\\infty v\\,dt$?`,
  parameters: {V0, tau, synapse},
  unit: "mV ms",
  answer: (values) => pspArea(pspOf(values)),
  model: "V0 * synapse",
  mistakes: [
    {gives: ({V0, tau}) => V0 * tau, by: "with the membrane's time constant; a low-pass filter of gain 1 keeps the area of what it filters."},
    {gives: ({V0, synapse}) => Math.E * V0 * synapse, by: withFactorE}
  ],
  hints: ["Integrate $\\tau\\dot v = -v + R\\,I$ from 0 to ∞: what becomes of the left side?"],
  solution: "Over all time $\\int\\dot v\\,dt = 0$, so $\\int v\\,dt = \\int R\\,I\\,dt = V_0\\tau_s$. The membrane's $\\tau$ drops out.",
  simulation: {by: "trapezia under 4,000 steps", value: (values) => area(alphaCourse({...values, until: 20 * (values.tau + values.synapse), steps: 4000})), within: 1e-3},
  along: "synapse"
});
