/** @file Exercises: thresholds that move until a neuron fires at its target, and whether that settles. */
import {exercise} from "../exercise.ts";
import type {Parameter} from "../exercise.ts";
import {tau} from "../symbols.ts";
import {signChange} from "./windows.ts";

interface Driven {
  readonly drive: number;
  readonly tau: number;
  readonly refractory: number;
}

const drive: Parameter = {is: "drive RI, from rest", unit: "mV", book: 30, from: 20, to: 50, step: 1};
const refractory: Parameter = {is: "refractory time", unit: "ms", book: 2, from: 1, to: 4, step: 0.5};
const target: Parameter = {is: "target rate", unit: "Hz", book: 50, from: 10, to: 80, step: 5};
const driven = {drive, tau, refractory};

/** Hz, of a leaky integrate-and-fire neuron under a constant drive; 0 where the threshold is out of reach. */
const rateHz = ({drive, tau, refractory}: Driven, threshold: number): number => (threshold >= drive ? 0 : threshold <= 0 ? 1000 / refractory : 1000 / (refractory - tau * Math.log1p(-threshold / drive)));
const restingThreshold = ({target, ...cell}: Driven & {readonly target: number}): number => -cell.drive * Math.expm1(-(1000 / target - cell.refractory) / cell.tau);
/** Hz/mV, at the threshold that gives the target. */
const rateSlope = ({target, ...cell}: Driven & {readonly target: number}): number => (-(target ** 2 / 1000) * cell.tau) / (cell.drive - restingThreshold({...cell, target}));
const setting = "A leaky integrate-and-fire neuron with rest and reset at 0 is driven by a constant $RI$ = `drive`. Its threshold follows $\\dot\\theta = \\eta\\,(r - r_0)$, with $r$ its rate and $r_0$ = `target`.";

/** The rule itself, with a small gain. */
function settled({target, ...cell}: Driven & {readonly target: number}): number {
  let threshold = cell.drive / 2;
  for (let k = 0; k < 20_000; k++) threshold = Math.min(cell.drive * 0.999, threshold + 0.004 * (rateHz(cell, threshold) - target));
  return threshold;
}

export const homeostaticThreshold = exercise({
  name: "homeostatic-threshold",
  title: "threshold in equilibrium",
  text: `${setting} Where does the threshold settle?`,
  parameters: {...driven, target},
  given: ({target, refractory, tau}) => 1000 / target - refractory < 2.5 * tau,
  unit: "mV",
  answer: restingThreshold,
  model: "drive * (1 - exp(-(1000/target - refractory)/tau))",
  mistakes: [
    {gives: ({drive, tau, target}) => -drive * Math.expm1(-1000 / target / tau), by: "without the refractory time."},
    {gives: ({drive, tau, target, refractory}) => drive * Math.exp(-(1000 / target - refractory) / tau), by: "for what is left to the drive; the membrane has come the other part of the way."}
  ],
  hints: ["In equilibrium $r = r_0$, whatever η.", "The membrane has $1/r_0 - t_{ref}$ to reach the threshold from 0."],
  solution: "In equilibrium the interval is $1/r_0 = t_{ref} + \\tau\\ln\\frac{RI}{RI - \\theta}$, so $\\theta^* = RI\\left(1 - e^{-(1/r_0 - t_{ref})/\\tau}\\right)$.",
  simulation: {by: "20,000 steps of the rule", value: settled, within: 1e-6},
  along: "target"
});

export const homeostaticSlope = exercise({
  name: "rate-by-threshold",
  title: "how the rate answers the threshold",
  text: `${setting} By how much does the rate move with the threshold, $dr/d\\theta$, in equilibrium?`,
  parameters: {...driven, target},
  given: ({target, refractory, tau}) => 1000 / target - refractory < 2.5 * tau,
  unit: "Hz/mV",
  answer: rateSlope,
  model: "-target^2/1000 * tau / (drive * exp(-(1000/target - refractory)/tau))",
  mistakes: [
    {gives: (values) => -rateSlope(values), by: "without the minus sign: a higher threshold is reached later."},
    {gives: (values) => (-values.target * values.tau) / (values.drive - restingThreshold(values)), by: "with one factor of the rate only: $dr = -r^2\\,dP$ for a period $P$."}
  ],
  hints: ["$r = 1/P$ with $P = t_{ref} + \\tau\\ln\\frac{RI}{RI - \\theta}$.", "$dr/d\\theta = -r^2\\,dP/d\\theta$, and $dP/d\\theta = \\tau/(RI - \\theta)$."],
  solution: "$\\frac{dr}{d\\theta} = -r^2\\frac{\\tau}{RI - \\theta}$, at $\\theta^*$, with $RI - \\theta^* = RI\\,e^{-(1/r_0 - t_{ref})/\\tau}$. With times in ms and rates in Hz, $r^2$ is divided by 1000.",
  simulation: {by: "the difference of two rates", value: (values) => { const at = settled(values); return (rateHz(values, at + 1e-4) - rateHz(values, at - 1e-4)) / 2e-4; }, within: 1e-4},
  along: "target"
});

export const largestGain = exercise({
  name: "largest-gain",
  title: "gain at which homeostasis swings",
  text: `${setting.replace("follows $\\dot\\theta = \\eta\\,(r - r_0)$", "is changed in steps, $\\theta \\leftarrow \\theta + \\eta\\,(r - r_0)$")} Below which gain η does it settle?`,
  parameters: {...driven, target},
  given: ({target, refractory, tau}) => 1000 / target - refractory < 2.5 * tau,
  unit: "mV/Hz",
  answer: (values) => -2 / rateSlope(values),
  model: "2 * drive * exp(-(1000/target - refractory)/tau) * 1000 / (tau * target^2)",
  mistakes: [{gives: (values) => -1 / rateSlope(values), by: "for a gain that settles in one step; up to twice that it swings and still settles."}, {gives: (values) => 2 / rateSlope(values), by: "with the sign of the slope, which is negative."}],
  hints: ["A small deviation δ becomes $(1 + \\eta\\,dr/d\\theta)\\,\\delta$ in a step.", "It shrinks as long as $|1 + \\eta\\,dr/d\\theta| < 1$."],
  solution: "The deviation is multiplied by $1 - \\eta\\,|dr/d\\theta|$, which lies between -1 and 1 for $\\eta < 2/|dr/d\\theta|$.",
  simulation: {
    by: "bisection on whether a small deviation shrinks in 40 steps",
    value: ({target, ...cell}) => { const at = settled({...cell, target}); return signChange((gain) => { let threshold = at + 1e-9 * at; for (let k = 0; k < 40; k++) threshold += gain * (rateHz(cell, threshold) - target); return Math.abs(threshold - at) - 1e-9 * at; }, 0, 4 / Math.abs((rateHz(cell, at + 1e-4) - rateHz(cell, at - 1e-4)) / 2e-4)); },
    within: 1e-3
  },
  along: "target"
});

interface Adaptive extends Driven {
  readonly base: number;
  readonly jump: number;
  readonly tauTheta: number;
}

/** How far the threshold stands above its base just before a spike: `jump e^(-P/τ_θ) / (1 - e^(-P/τ_θ))`. */
const raised = ({jump, tauTheta}: Adaptive, period: number): number => (jump * Math.exp(-period / tauTheta)) / -Math.expm1(-period / tauTheta);
const adaptivePeriod = (values: Adaptive): number => signChange((period) => -values.drive * Math.expm1(-(period - values.refractory) / values.tau) - values.base - raised(values, period), values.refractory, 1e5);

/** The neuron from spike to spike, in steps of 0.01 ms, until its interval stays. */
function adaptiveRun({drive, tau, refractory, base, jump, tauTheta}: Adaptive): number {
  const dt = 0.01, keep = Math.exp(-dt / tau), sink = Math.exp(-dt / tauTheta);
  let above = (drive - base) / 2, period = 0;
  for (let spikes = 0; spikes < 400; spikes++) {
    let v = 0, t = refractory;
    above *= Math.exp(-refractory / tauTheta);
    for (let gap = v - base - above; ; ) {
      v = drive + (v - drive) * keep;
      above *= sink;
      const next = v - base - above;
      t += dt;
      if (next >= 0) {
        const over = (dt * next) / (next - gap);
        t -= over;
        above *= Math.exp(over / tauTheta);
        break;
      }
      gap = next;
    }
    if (Math.abs(t - period) < 1e-6) return 1000 / t;
    period = t;
    above += jump;
  }
  return 1000 / period;
}

export const adaptiveRate = exercise({
  name: "adaptive-rate",
  title: "rate with a threshold that jumps",
  text: "A leaky integrate-and-fire neuron with rest and reset at 0 is driven by a constant $RI$ = `drive`. Each spike raises its threshold by `jump`; the threshold sinks back to `base` with the time constant `tauTheta`, also while refractory. At which rate does the neuron fire in the long run? (There is no closed form: find the root.)",
  parameters: {...driven, base: {is: "threshold without spikes", unit: "mV", book: 10, from: 5, to: 15, step: 1}, jump: {is: "rise of the threshold at a spike", unit: "mV", book: 1, from: 0.5, to: 2, step: 0.1}, tauTheta: {is: "time constant of the threshold", unit: "ms", book: 1000, from: 200, to: 1000, step: 100}},
  unit: "Hz",
  answer: (values) => 1000 / adaptivePeriod(values),
  model: `({drive, tau, refractory, base, jump, tauTheta}) => {
  const before = (P: number) => jump / (Math.exp(P / tauTheta) - 1);
  let low = refractory, high = 1e5;
  for (let k = 0; k < 100; k++) {
    const P = (low + high) / 2, reached = drive * (1 - Math.exp(-(P - refractory) / tau));
    reached > base + before(P) ? (high = P) : (low = P);
  }
  return 1000 / low;
}`,
  mistakes: [
    {gives: ({drive, tau, refractory, base}) => rateHz({drive, tau, refractory}, base), by: "without adaptation."},
    {gives: ({jump, tauTheta, base, ...cell}) => signChange((rate) => rate - rateHz(cell, base + (jump * rate * tauTheta) / 1000), 0, 1000), by: "from the threshold's mean, $a\\,r\\,\\tau_\\theta$ above its base; just before a spike it stands lower than that."}
  ],
  hints: ["Let $P$ be the interval: how high does the threshold stand just before a spike?", "A geometric series: $a\\,e^{-P/\\tau_\\theta}/(1 - e^{-P/\\tau_\\theta})$ above its base. The membrane reaches that after $P - t_{ref}$ from 0."],
  solution: "Just before a spike the threshold stands $a\\sum_{k \\geq 1}e^{-kP/\\tau_\\theta}$ above its base, so $RI\\left(1 - e^{-(P - t_{ref})/\\tau}\\right) = \\theta_0 + \\frac{a}{e^{P/\\tau_\\theta} - 1}$. The left side rises with $P$, the right side falls: one root, by bisection.",
  simulation: {by: "the neuron in steps of 0.01 ms until its interval stays", value: adaptiveRun, within: 1e-4},
  along: "jump"
});
