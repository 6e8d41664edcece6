/** @file Exercises: when one spike makes a neuron fire, how that time moves with the weight, and noise from many. */
import {firstSpike} from "../../model/response/first-spike.ts";
import {psp} from "../../model/response/psp.ts";
import {exponential} from "../../model/response/response.ts";
import {shotNoise} from "../../model/response/shot-noise.ts";
import {generator} from "../../tensor/generator.ts";
import {stream} from "../../tensor/stream.ts";
import {course, passing} from "../brute-force.ts";
import {exercise} from "../exercise.ts";
import type {Parameter} from "../exercise.ts";
import {tau} from "../symbols.ts";

interface Kick {
  readonly W: number;
  readonly threshold: number;
  readonly tau: number;
}

const W: Parameter = {is: "weight", unit: "mV", book: 60, from: 40, to: 120, step: 1};
const threshold: Parameter = {is: "threshold, from rest", unit: "mV", book: 14, from: 8, to: 20, step: 0.5};
const fires = ({W, threshold}: Kick): boolean => W > 4.1 * threshold;
const setting = "A spike at time 0 moves a membrane by $v(t) = W\\left(e^{-t/\\tau} - e^{-2t/\\tau}\\right)$: an exponential synapse half as slow as the membrane.";
const solution = "With $x = e^{-t/\\tau}$ the threshold is met where $W(x - x^2) = \\theta$, so $x = \\tfrac12\\left(1 + \\sqrt{1 - 4\\theta/W}\\right)$ (the larger $x$ comes first) and $t^* = -\\tau\\ln x$, if $W > 4\\theta$. Implicitly, $\\frac{dt^*}{dW} = -\\frac{\\varepsilon(t^*)}{\\dot v(t^*)} = -\\frac{\\tau(x - x^2)}{W(2x^2 - x)}$.";

/** The library's potential of that shape: for τs = τ/2 its amplitude is W. */
const fired = ({W, threshold, tau}: Kick): ReturnType<typeof firstSpike> => firstSpike(psp({tau, response: exponential(tau / 2)}), {spikes: [0], weights: [W], threshold});
/** By small steps of synapse and membrane. */
const steppedTime = ({W, threshold, tau}: Kick): number => passing(course(([a = 0, v = 0]) => [(-2 * a) / tau, (W * a - v) / tau], {start: [1, 0], until: 2 * tau, steps: 4000}), threshold);

export const firstSpikeTime = exercise({
  name: "first-spike-time",
  title: "time of the first spike",
  text: `${setting} When does it reach the threshold?`,
  parameters: {W, threshold, tau},
  given: fires,
  unit: "ms",
  answer: (values) => fired(values).time,
  model: "-tau * ln((1 + sqrt(1 - 4*threshold/W)) / 2)",
  mistakes: [
    {gives: ({W, threshold, tau}) => -tau * Math.log((1 - Math.sqrt(1 - (4 * threshold) / W)) / 2), by: "with the smaller root: that is the way down."},
    {gives: ({W, threshold, tau}) => -tau * Math.log1p(-threshold / W), by: "for a current that stays; this one decays."}
  ],
  hints: ["Write $x = e^{-t/\\tau}$: then $e^{-2t/\\tau} = x^2$.", "A quadratic equation has two roots; the neuron fires at the first, where $x$ is larger."],
  solution,
  simulation: {by: "synapse and membrane in 4,000 steps", value: steppedTime, within: 1e-5},
  along: "W"
});

export const firstSpikeGradient = exercise({
  name: "first-spike-gradient",
  title: "gradient of the first spike's time",
  text: `${setting} By how much does the time at which it reaches the threshold move with the weight, $dt^*/dW$?`,
  parameters: {W, threshold, tau},
  given: fires,
  unit: "ms/mV",
  answer: (values) => fired(values).gradient[0]!,
  model: "-tau * (1 - sqrt(1 - 4*threshold/W)) / (2 * W * sqrt(1 - 4*threshold/W))",
  mistakes: [
    {gives: (values) => -fired(values).gradient[0]!, by: "without the minus sign: a stronger weight fires sooner."},
    {gives: (values) => -1 / fired(values).slope, by: "if the weight moved the potential by 1 mV; it moves it by $\\varepsilon(t^*)$."}
  ],
  hints: ["$v(t^*, W) = \\theta$ holds for every $W$: differentiate it.", "$dt^*/dW = -\\varepsilon(t^*)/\\dot v(t^*)$, which has no bound where the potential only just touches the threshold."],
  solution,
  simulation: {by: "the difference of two runs", value: (values) => (steppedTime({...values, W: values.W + 0.01}) - steppedTime({...values, W: values.W - 0.01})) / 0.02, within: 1e-3},
  along: "W"
});

export const leastWeight = exercise({
  name: "least-weight",
  title: "weight at which spikes vanish",
  text: `${setting} Which weight must be exceeded for the neuron to fire at all? (There $dt^*/dW$ becomes infinite: the cliff of gradient learning on spike times.)`,
  parameters: {threshold, tau},
  unit: "mV",
  answer: ({threshold}) => 4 * threshold,
  model: "4 * threshold",
  mistakes: [{gives: ({threshold}) => threshold, by: "if the potential reached its weight; its peak is lower."}, {gives: ({threshold}) => 2 * threshold, by: "if the potential reached half its weight; at its peak $x = \\tfrac12$, and it is $x - x^2$ of it."}],
  hints: ["How high is the potential's peak?"],
  solution: "$x - x^2$ is largest at $x = \\tfrac12$, where it is ¼: the peak is $W/4$, so $W > 4\\theta$.",
  simulation: {by: "the peak of a run, whose share of the weight is the threshold's", value: ({threshold, tau}) => threshold / Math.max(...course(([a = 0, v = 0]) => [(-2 * a) / tau, (a - v) / tau], {start: [1, 0], until: 2 * tau}).v), within: 1e-5},
  along: "threshold"
});

interface Shots {
  readonly rateHz: number;
  readonly jump: number;
  readonly tau: number;
}

const shots = {rateHz: {is: "rate of all spikes together", unit: "Hz", book: 1000, from: 400, to: 2000, step: 100}, jump: {is: "jump of the membrane at each spike", unit: "mV", book: 0.5, from: 0.1, to: 1, step: 0.1}, tau} as const;
const noisy = "A membrane with time constant `tau` jumps at every spike of a Poisson process and decays in between.";
const campbell = "Campbell: a sum of $\\varepsilon(t) = w\\,e^{-t/\\tau}$ at Poisson times has mean $r\\int\\varepsilon = r w\\tau$ and variance $r\\int\\varepsilon^2 = r w^2\\tau/2$.";

/** Mean and deviation over 2,000 time constants of a random run, integrated exactly from spike to spike. */
function noiseRun({rateHz, jump, tau}: Shots): {mean: number; deviation: number} {
  const draws = stream(generator(1)), gap = 1000 / rateHz;
  let v = (rateHz / 1000) * jump * tau, time = 0, sum = 0, square = 0;
  while (time < 2000 * tau) {
    const wait = draws.exponential() * gap, left = v * Math.exp(-wait / tau);
    sum += tau * (v - left);
    square += (tau / 2) * (v * v - left * left);
    time += wait;
    v = left + jump;
  }
  return {mean: sum / time, deviation: Math.sqrt(square / time - (sum / time) ** 2)};
}

export const noiseMean = exercise({
  name: "noise-mean",
  title: "mean of the membrane",
  text: `${noisy} What is its mean, from rest?`,
  parameters: shots,
  unit: "mV",
  answer: (values) => shotNoise(values).mean,
  model: "rateHz/1000 * jump * tau",
  mistakes: [{gives: ({rateHz, jump, tau}) => rateHz * jump * tau, by: "with the rate per second and τ in ms: 1 Hz is 1/1000 per ms."}],
  hints: ["In equilibrium the leak takes away per ms what the spikes bring: $\\bar v/\\tau = r w$."],
  solution: campbell,
  simulation: {by: "a random run of 2,000 time constants", value: (values) => noiseRun(values).mean, within: 0.03},
  along: "rateHz"
});

export const noiseDeviation = exercise({
  name: "noise-deviation",
  title: "standard deviation of the membrane",
  text: `${noisy} What is the standard deviation around its mean?`,
  parameters: shots,
  unit: "mV",
  answer: (values) => shotNoise(values).deviation,
  model: "jump * sqrt(rateHz/1000 * tau/2)",
  mistakes: [
    {gives: ({rateHz, jump, tau}) => Math.sqrt((rateHz / 1000) * jump ** 2 * tau), by: "without the ½ of $\\int e^{-2t/\\tau}\\,dt = \\tau/2$."},
    {gives: ({rateHz, jump, tau}) => ((rateHz / 1000) * jump ** 2 * tau) / 2, by: "for the variance; the standard deviation is its root."}
  ],
  hints: ["The variance is $r\\int\\varepsilon^2\\,dt$ with $\\varepsilon = w\\,e^{-t/\\tau}$."],
  solution: campbell,
  simulation: {by: "a random run of 2,000 time constants", value: (values) => noiseRun(values).deviation, within: 0.08},
  along: "jump"
});
