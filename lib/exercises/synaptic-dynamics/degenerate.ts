/** @file Exercises: synapse and membrane of one time constant, where the textbook's formula is 0/0. */
import {naiveAlphaPsp} from "../../model/response/naive.ts";
import {psp, pspAt, pspPeak} from "../../model/response/psp.ts";
import {alpha} from "../../model/response/response.ts";
import {highest, last} from "../brute-force.ts";
import {exercise} from "../exercise.ts";
import {V0, t, tau} from "../symbols.ts";
import {alphaCourse} from "./chain.ts";

const setting = "A membrane, $\\tau\\dot v = -v + R\\,I(t)$, receives a spike through an alpha synapse, $R\\,I(t) = V_0\\,(t/\\tau_s)\\,e^{-t/\\tau_s}$ (no factor e),";

export const equalTimes = exercise({
  name: "equal-time-constants",
  title: "potential where τ = τs",
  text: `${setting} whose time constant is the membrane's own, $\\tau_s = \\tau$. How high is the potential at time \`t\`?`,
  parameters: {V0, tau, t},
  unit: "mV",
  answer: ({V0, tau, t}) => pspAt(psp({tau, response: alpha(tau), amplitude: V0}), t),
  model: "V0 * t^2 / (2 * tau^2) * exp(-t/tau)",
  mistakes: [
    {gives: ({V0, tau, t}) => ((V0 * t ** 2) / tau ** 2) * Math.exp(-t / tau), by: "without the ½ of $\\int_0^t s\\,ds = t^2/2$."},
    {gives: ({V0, tau, t}) => ((V0 * t) / tau) * Math.exp(-t / tau), by: "for the current; the membrane has yet to filter it."},
    {gives: ({V0, tau, t}) => ((Math.E * V0 * t ** 2) / (2 * tau ** 2)) * Math.exp(-t / tau), by: "with $(t/\\tau_s)\\,e^{1 - t/\\tau_s}$; the text has no factor e."}
  ],
  hints: ["The formula with $\\lambda = 1/\\tau_s - 1/\\tau$ is 0/0 here: go back to the integral.", "With $\\lambda = 0$ it is $\\int_0^t s\\,ds$."],
  solution: "The integrand loses its exponential: $v = \\frac{V_0}{\\tau^2}e^{-t/\\tau}\\int_0^t s\\,ds = V_0\\,\\frac{t^2}{2\\tau^2}\\,e^{-t/\\tau}$.",
  simulation: {by: "three equations in 2,000 Runge-Kutta steps", value: ({V0, tau, t}) => last(alphaCourse({V0, tau, synapse: tau, until: t})), within: 1e-6},
  along: "t"
});

export const equalTimesPeak = exercise({
  name: "equal-time-constants-peak",
  title: "peak where τ = τs",
  text: `${setting} with $\\tau_s = \\tau$. How high does the potential get?`,
  parameters: {V0, tau},
  unit: "mV",
  answer: ({V0, tau}) => pspPeak(psp({tau, response: alpha(tau), amplitude: V0})).height,
  model: "2 * V0 / e^2",
  mistakes: [
    {gives: ({V0}) => V0 / Math.E, by: "for the current, which peaks at $V_0/\\mathrm e$."},
    {gives: ({V0}) => V0 / (2 * Math.E), by: "at $t = \\tau$; the potential peaks later."}
  ],
  hints: ["Differentiate $t^2 e^{-t/\\tau}$."],
  solution: "$\\frac{d}{dt}\\left(t^2 e^{-t/\\tau}\\right) = 0$ at $t = 2\\tau$, where $v = 2\\,\\mathrm e^{-2}\\,V_0$, whatever $\\tau$.",
  simulation: {by: "the highest place of 2,000 steps", value: ({V0, tau}) => highest(alphaCourse({V0, tau, synapse: tau, until: 8 * tau})).height, within: 1e-4},
  along: "V0"
});

const nearly = ({tau, digits}: {readonly tau: number; readonly digits: number}): number => tau * (1 - 10 ** -digits);

export const nearlyEqualTimes = exercise({
  name: "nearly-equal-time-constants",
  title: "potential where τs is almost τ",
  text: `${setting} with $\\tau_s = \\tau\\,(1 - 10^{-d})$, $d$ = \`digits\`. What is the potential at time \`t\`, to four digits? Give a function that a computer can trust.`,
  parameters: {V0, tau, digits: {is: "number of nines in τs/τ", unit: "", book: 8, from: 7, to: 12, step: 1}, t},
  unit: "mV",
  answer: ({V0, tau, digits, t}) => pspAt(psp({tau, response: alpha(nearly({tau, digits})), amplitude: V0}), t),
  model: "V0 * t^2 / (2 * tau^2) * exp(-t/tau)",
  mistakes: [
    {gives: ({V0, tau, digits, t}) => V0 * naiveAlphaPsp({tau, synapse: nearly({tau, digits})}, t), by: "from the textbook's formula in double precision: it subtracts two numbers that agree in almost all digits and divides what is left, rounding errors, by λ²."}
  ],
  hints: ["Compare your number with the limit τs = τ. Should 8 equal digits make a difference?", "Write $v = V_0\\,\\frac{t^2}{\\tau\\tau_s}\\,e^{-t/\\tau}\\,\\varphi(\\lambda t)$ with $\\varphi(x) = (1 - e^{-x}(1 + x))/x^2$ and use φ's series for small x."],
  solution: "With $\\varphi(x) = (1 - e^{-x}(1 + x))/x^2 = \\frac12 - \\frac x3 + \\frac{x^2}8 - \\dots$ the potential is $V_0\\,\\frac{t^2}{\\tau\\tau_s}\\,e^{-t/\\tau}\\,\\varphi(\\lambda t)$; the series has no cancellation. It differs from the limit $V_0\\,\\frac{t^2}{2\\tau^2}\\,e^{-t/\\tau}$ by about $10^{-d}$.",
  simulation: {by: "three equations in 2,000 Runge-Kutta steps, which do not mind", value: ({V0, tau, digits, t}) => last(alphaCourse({V0, tau, synapse: nearly({tau, digits}), until: t})), within: 1e-6},
  along: "t",
  beware: "Simulators that step with the textbook's propagator have printed such numbers: the formula is right and the computed number is not."
});
