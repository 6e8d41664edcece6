/** @file Exercises: what is lost when the rate of an integrate-and-fire neuron stands for an activation. */
import {exercise} from "../exercise.ts";
import type {Parameter} from "../exercise.ts";
import {bestClip, bestClipByScan} from "./clip.ts";

const steps: Parameter = {is: "T, number of steps", unit: "", book: 8, from: 4, to: 32, step: 1};
const z: Parameter = {is: "activation, added to the membrane in every step", unit: "", book: 0.37, from: 0.05, to: 0.95, step: 0.01};
const setting = "An integrate-and-fire neuron with threshold 1 gets the input $z$ in each of $T$ steps and fires at most once a step. Its share of steps with a spike stands for $z$.";
const soft = "At a spike the threshold is subtracted from the membrane.";

/** Spikes of a run, step by step. */
function spikes({z, steps, start = 0, reset}: {readonly z: number; readonly steps: number; readonly start?: number; readonly reset: "subtract" | "zero"}): number {
  let v = start, count = 0;
  for (let k = 0; k < steps; k++) {
    v += z;
    if (v >= 1 - 1e-12) {
      count++;
      v = reset === "zero" ? 0 : v - 1;
    }
  }
  return count;
}

/** The scan of an error over activations from 0 to 1, at midpoints. */
function scan(steps: number, start: number): {readonly largest: number; readonly meanSquare: number} {
  const places = 4000;
  let largest = 0, sum = 0;
  for (let i = 0; i < places; i++) {
    const x = (i + 0.5) / places, error = spikes({z: x, steps, start, reset: "subtract"}) / steps - x;
    largest = Math.max(largest, Math.abs(error));
    sum += error ** 2;
  }
  return {largest, meanSquare: sum / places};
}

/** Far enough from a whole number that rounding errors cannot decide. */
const clear = (x: number): boolean => Math.abs(x - Math.round(x)) > 0.01;

export const spikeCount = exercise({
  name: "spike-count",
  title: "number of spikes",
  text: `${setting} ${soft} The membrane starts at \`start\`. How many spikes are there?`,
  parameters: {z, steps, start: {is: "where the membrane starts", unit: "", book: 0.5, from: 0, to: 0.75, step: 0.25}},
  given: ({z, steps, start}) => clear(steps * z + start) && Math.floor(steps * z + start) > 0,
  unit: "",
  answer: ({z, steps, start}) => Math.floor(steps * z + start),
  model: "floor(steps * z + start)",
  tolerance: {relative: 1e-9, reason: "it is a whole number"},
  mistakes: [
    {gives: ({z, steps}) => Math.floor(steps * z), by: "if the membrane started at 0."},
    {gives: ({z, steps, start}) => Math.ceil(steps * z + start), by: "by rounding up; what is left in the membrane at the end has not fired."},
    {gives: ({z, steps, start}) => steps * z + start, by: "without rounding: spikes are whole."}
  ],
  hints: ["Nothing is lost: all that came in is in the spikes or still in the membrane."],
  solution: "With subtraction $v = v_0 + Tz - N$, and at the end $0 \\leq v < 1$: $N = \\lfloor Tz + v_0\\rfloor$.",
  simulation: {by: "the neuron, step by step", value: ({z, steps, start}) => spikes({z, steps, start, reset: "subtract"}), within: 1e-9}
});

export const largestError = exercise({
  name: "largest-conversion-error",
  title: "largest error of a converted activation",
  text: `${setting} ${soft} The membrane starts at half a threshold. How far can the share of steps be from $z$, for $z$ between 0 and 1, at most?`,
  parameters: {steps},
  unit: "",
  answer: ({steps}) => 1 / (2 * steps),
  model: "1 / (2 * steps)",
  mistakes: [{gives: ({steps}) => 1 / steps, by: "for a membrane that starts at 0, which rounds down; half a threshold rounds to the nearest."}, {gives: ({steps}) => 1 / (4 * steps), by: "for the mean size of the error; the largest is twice that."}],
  hints: ["The number of spikes is $\\lfloor Tz + \\tfrac12\\rfloor$: $Tz$ rounded to the nearest whole number."],
  solution: "Rounding to the nearest whole number errs by at most ½, so the share errs by at most $1/(2T)$: half a threshold at the start halves the error of conversion and costs nothing.",
  simulation: {by: "4,000 activations, each run step by step", value: ({steps}) => scan(steps, 0.5).largest, within: 0.02},
  along: "steps"
});

export const meanSquareError = exercise({
  name: "mean-square-conversion-error",
  title: "mean square error of a converted activation",
  text: `${setting} ${soft} The membrane starts at half a threshold. What is the mean square of the error, if all $z$ between 0 and 1 are equally likely?`,
  parameters: {steps},
  unit: "",
  answer: ({steps}) => 1 / (12 * steps ** 2),
  model: "1 / (12 * steps^2)",
  mistakes: [{gives: ({steps}) => 1 / (3 * steps ** 2), by: "for a membrane that starts at 0: rounding down has a bias, which makes it four times as large."}, {gives: ({steps}) => 1 / (2 * steps) ** 2, by: "for the square of the largest error."}],
  hints: ["The error is uniform between $-1/(2T)$ and $1/(2T)$.", "A uniform number of width $a$ has the variance $a^2/12$."],
  solution: "The error is uniform on a width of $1/T$ around 0: mean square $1/(12T^2)$. From 0 it lies between $-1/T$ and 0: $1/(3T^2)$.",
  simulation: {by: "4,000 activations, each run step by step", value: ({steps}) => scan(steps, 0.5).meanSquare, within: 1e-3},
  along: "steps"
});

export const hardReset = exercise({
  name: "hard-reset",
  title: "rate under a hard reset",
  text: `${setting} At a spike the membrane is set to 0, and what was above threshold is lost. It starts at 0. Which share of steps has a spike, in a very long run?`,
  parameters: {z: {...z, book: 0.3}},
  given: ({z}) => clear(1 / z),
  unit: "",
  answer: ({z}) => 1 / Math.ceil(1 / z),
  model: "1 / ceil(1/z)",
  mistakes: [{gives: ({z}) => z, by: "for a reset by subtraction, which loses nothing."}, {gives: ({z}) => 1 / Math.floor(1 / z), by: "if the neuron fired just before its membrane reached the threshold."}],
  hints: ["After how many steps from 0 is the threshold reached?"],
  solution: "The threshold is reached after $\\lceil 1/z\\rceil$ steps, again and again: the share is $1/\\lceil 1/z\\rceil \\leq z$. More steps do not cure that bias.",
  simulation: {by: "20,000 steps of the neuron", value: ({z}) => spikes({z, steps: 20_000, reset: "zero"}) / 20_000, within: 2e-3},
  along: "z",
  beware: "Converted networks that reset to zero keep an error that no number of steps removes, though rate coding is said to become exact in time."
});

export const clipping = exercise({
  name: "best-clip",
  title: "best activation to stand for rate 1",
  text: "Activations are distributed as $e^{-z}$. They are divided by $\\lambda$, and a spiking neuron that starts at half a threshold sends them in $T$ steps: $q(z) = \\frac{\\lambda}{T}\\min\\left(T, \\lfloor Tz/\\lambda + \\tfrac12\\rfloor\\right)$. Which $\\lambda$ makes the mean square of $z - q(z)$ least? (There is no closed form.)",
  parameters: {steps: {...steps, book: 8}},
  unit: "",
  answer: ({steps}) => bestClip(steps),
  model: `({steps}) => {
  const cell = (x: number, q: number) => Math.exp(-x) * ((x - q) ** 2 + 2 * (x - q) + 2);
  const error = (clip: number) => {
    let sum = cell(0, 0), d = clip / steps;
    for (let k = 1; k <= steps; k++) sum += cell((k - 0.5) * d, k * d) - cell((k - 0.5) * d, (k - 1) * d);
    return sum;
  };
  let low = 0.5, high = 20;
  for (let k = 0; k < 80; k++) error((2 * low + high) / 3) < error((low + 2 * high) / 3) ? (high = (low + 2 * high) / 3) : (low = (2 * low + high) / 3);
  return (low + high) / 2;
}`,
  tolerance: {relative: 2e-3, reason: "the least error is flat: its place is known to fewer digits than its height"},
  mistakes: [
    {gives: () => -Math.log(0.001), by: "from the rule “the 99.9th percentile”, whatever the number of steps."},
    {gives: ({steps}) => Math.log(steps), by: "for the largest of as many activations as there are steps."}
  ],
  hints: ["Write the error as a sum over the levels of $q$, each an integral of $(z - q)^2e^{-z}$.", "$\\int (z - q)^2e^{-z}\\,dz = -e^{-z}\\left[(z-q)^2 + 2(z-q) + 2\\right]$; search the minimum over $\\lambda$ by halving."],
  solution: "A small λ clips the tail, a large one makes the steps of $q$ coarse; the sum of both errors has one minimum, found by search. It grows with $T$: about 3.93, 5.04, 6.21 and 7.41 for 4, 8, 16 and 32 steps, the 98.0th to the 99.94th percentile.",
  simulation: {by: "a scan of λ, the error of each by midpoints", value: ({steps}) => bestClipByScan(steps), within: 2e-3},
  beware: "“Scale to the 99.9th percentile” is right near 24 steps only: for few steps it wastes levels, for many it clips too much."
});
