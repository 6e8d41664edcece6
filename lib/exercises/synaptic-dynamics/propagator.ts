/** @file Exercises: the entries of the exact propagator of an alpha synapse and its membrane. */
import {chain, propagator} from "../../model/response/chain.ts";
import type {Chain} from "../../model/response/chain.ts";
import {course, last} from "../brute-force.ts";
import {exercise} from "../exercise.ts";
import type {Parameter} from "../exercise.ts";
import {synapse, tau} from "../symbols.ts";

interface Propagated {
  readonly gain: number;
  readonly tau: number;
  readonly synapse: number;
  readonly dt: number;
}

const gain: Parameter = {is: "resistance, as mV of drive for each unit of current", unit: "mV", book: 10, from: 5, to: 20, step: 0.5};
const dt: Parameter = {is: "step", unit: "ms", book: 1, from: 0.5, to: 4, step: 0.25};
const setting = "The alpha synapse is two equations, $\\dot a = -a/\\tau_s$ and $\\dot b = a - b/\\tau_s$, and the membrane behind it $\\tau\\dot v = -v + R\\,b$ ($R$ = `gain`, `a` counted per ms). A step of `dt` is exact: $(a, b, v) \\leftarrow P\\,(a, b, v)$.";
const solution = "$P = \\mathrm e^{A\\,dt}$ with $A$ lower triangular. With $\\lambda = 1/\\tau_s - 1/\\tau$: $P_{33} = e^{-dt/\\tau}$, $P_{32} = \\frac{R}{\\tau\\lambda}\\left(e^{-dt/\\tau} - e^{-dt/\\tau_s}\\right)$, $P_{31} = \\frac{R}{\\tau\\lambda^2}\\left[e^{-dt/\\tau} - e^{-dt/\\tau_s}(1 + \\lambda\\,dt)\\right]$.";

const chainOf = ({gain, tau, synapse}: Propagated): Chain => chain({taus: [synapse, synapse, tau], gain});

/** Where the membrane is a step later, in small steps, from a state. */
const stepped = ({gain, tau, synapse, dt}: Propagated, start: readonly number[]): number => last(course(([a = 0, b = 0, v = 0]) => [-a / synapse, a - b / synapse, (gain * b - v) / tau], {start, until: dt, steps: 200}));
const simulated = (start: readonly number[]): {by: string; value: (values: Propagated) => number; within: number} => ({by: "the three equations in 200 Runge-Kutta steps", value: (values) => stepped(values, start), within: 1e-6});

export const propagatorDecay = exercise({
  name: "propagator-decay",
  title: "P33, what the membrane keeps",
  text: `${setting} What is $P_{33}$, the part of the membrane's own voltage that is left?`,
  parameters: {gain, tau, synapse, dt},
  unit: "",
  answer: (values) => propagator(chainOf(values), values.dt)[8]!,
  tolerance: {relative: 1e-5, reason: "Euler's step is nearly right, and the question is about the difference"},
  model: "exp(-dt/tau)",
  mistakes: [
    {gives: ({tau, dt}) => 1 - dt / tau, by: "by Euler's step: you used 1 - dt/τ where exp(-dt/τ) is meant."},
    {gives: ({synapse, dt}) => Math.exp(-dt / synapse), by: "for the synapse, $P_{11}$; the membrane has its own time constant."}
  ],
  hints: ["Without synapse the membrane just decays."],
  solution,
  simulation: simulated([0, 0, 1]),
  along: "dt"
});

export const propagatorCurrent = exercise({
  name: "propagator-current",
  title: "P32, what the current adds",
  text: `${setting} What is $P_{32}$, what a current $b = 1$ adds to the membrane in one step?`,
  parameters: {gain, tau, synapse, dt},
  unit: "mV",
  answer: (values) => propagator(chainOf(values), values.dt)[7]!,
  model: "gain / (tau*(1/synapse - 1/tau)) * (exp(-dt/tau) - exp(-dt/synapse))",
  mistakes: [
    {gives: ({gain, tau, dt}) => (gain * dt) / tau, by: "by Euler's step: the current decays within the step, and so does what it adds."},
    {gives: ({gain, tau, dt}) => gain * -Math.expm1(-dt / tau), by: "if the current stayed constant over the step."}
  ],
  hints: ["Within the step the current is $e^{-t/\\tau_s}$: this is the potential of an exponential synapse."],
  solution,
  simulation: simulated([0, 1, 0]),
  along: "dt"
});

export const propagatorRise = exercise({
  name: "propagator-rise",
  title: "P31, what the rise adds",
  text: `${setting} What is $P_{31}$, what $a = 1/\\mathrm{ms}$ adds to the membrane in one step?`,
  parameters: {gain, tau, synapse, dt},
  unit: "mV",
  // Our chain counts a per synaptic time constant.
  answer: (values) => values.synapse * propagator(chainOf(values), values.dt)[6]!,
  model: "gain / (tau*(1/synapse - 1/tau)^2) * (exp(-dt/tau) - exp(-dt/synapse)*(1 + (1/synapse - 1/tau)*dt))",
  mistakes: [
    {gives: (values) => propagator(chainOf(values), values.dt)[6]!, by: "with $\\tau_s\\dot b = a - b$; in the text $a$ is not divided by the synaptic time constant."},
    {gives: ({gain, tau, dt}) => (gain * dt ** 2) / (2 * tau), by: "to the lowest order in dt: nothing decays within the step."}
  ],
  hints: ["From $a = 1$ the current is $b = t\\,e^{-t/\\tau_s}$.", "This is the alpha synapse's potential for $V_0 = R\\,\\tau_s$, a time dt after the spike."],
  solution,
  simulation: simulated([1, 0, 0]),
  along: "dt"
});
