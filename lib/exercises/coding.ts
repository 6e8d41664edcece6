/** @file Exercises: how precisely rates and latencies tell a value. */
import {firstSpikeSlope, swapProbability} from "../coding/latency.ts";
import {phaseJitter} from "../coding/oscillation-phase.ts";
import {wordOf} from "../coding/weighted-phase.ts";
import {bernoulliDeviation, poissonReadingTime, poissonVariation} from "../coding/rate.ts";
import {generator} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";
import {exercise} from "./exercise.ts";

const rateHz = {is: "rate", unit: "Hz", book: 50, from: 10, to: 100, step: 5} as const;

/** The standard deviation of draws. */
function scatter(draw: () => number, count: number): {readonly mean: number; readonly deviation: number} {
  let sum = 0, square = 0;
  for (let i = 0; i < count; i++) {
    const x = draw();
    sum += x;
    square += x * x;
  }
  return {mean: sum / count, deviation: Math.sqrt(square / count - (sum / count) ** 2)};
}

export const poissonPrecision = exercise({
  name: "poisson-precision",
  title: "relative deviation of a counted rate",
  text: "Spikes of a Poisson process are counted for a `duration`. What is the standard deviation of the counted rate over its mean?",
  parameters: {rateHz, duration: {is: "how long is counted", unit: "ms", book: 1000, from: 200, to: 2000, step: 100}},
  unit: "",
  answer: poissonVariation,
  model: "1 / sqrt(rateHz * duration/1000)",
  mistakes: [
    {gives: ({rateHz, duration}) => 1000 / (rateHz * duration), by: "for one over the count; the standard deviation of a Poisson count is its root."},
    {gives: ({rateHz, duration}) => 1 / Math.sqrt(rateHz * duration), by: "with a rate per second and a duration in ms."}
  ],
  hints: ["The variance of a Poisson count equals its mean."],
  solution: "The count $n$ has mean and variance $rT$: relative deviation $\\sqrt{rT}/rT = 1/\\sqrt{rT}$.",
  simulation: {by: "4,000 counts", value: ({rateHz, duration}) => { const draws = stream(generator(2)), {mean, deviation} = scatter(() => draws.poisson((rateHz * duration) / 1000), 4000); return deviation / mean; }, within: 0.06},
  along: "duration"
});

export const readingTime = exercise({
  name: "reading-time",
  title: "time to read a rate",
  text: "For how long must a Poisson process be counted until the standard deviation of its rate is only the part `variation` of the rate?",
  parameters: {rateHz, variation: {is: "wanted relative deviation", unit: "", book: 0.05, from: 0.02, to: 0.2, step: 0.01}},
  unit: "ms",
  answer: poissonReadingTime,
  model: "1000 / (rateHz * variation^2)",
  mistakes: [{gives: ({rateHz, variation}) => 1000 / (rateHz * variation), by: "without squaring: four times the time halves the deviation."}, {gives: ({rateHz, variation}) => 1 / (rateHz * variation ** 2), by: "in seconds; a formula must give ms."}],
  hints: ["The relative deviation is $1/\\sqrt{rT}$: solve for $T$."],
  solution: "$1/\\sqrt{rT} = c$ gives $T = 1/(r c^2)$: precision by counting costs its square in time.",
  simulation: {by: "the scatter of 4,000 counts of one second, extrapolated by the law of the root", value: ({rateHz, variation}) => { const draws = stream(generator(3)), {mean, deviation} = scatter(() => draws.poisson(rateHz), 4000); return 1000 * (deviation / mean / variation) ** 2; }, within: 0.1},
  along: "rateHz"
});

export const coinPrecision = exercise({
  name: "coin-precision",
  title: "standard deviation of a share of steps",
  text: "A value `p` is sent as coins: in each of `steps` steps there is a spike with this chance. What is the standard deviation of the share of steps with a spike?",
  parameters: {p: {is: "value, chance of a spike", unit: "", book: 0.3, from: 0.1, to: 0.9, step: 0.1}, steps: {is: "number of steps", unit: "", book: 25, from: 10, to: 100, step: 5}},
  unit: "",
  answer: ({p, steps}) => bernoulliDeviation({chance: p, steps}),
  model: "sqrt(p * (1 - p) / steps)",
  mistakes: [{gives: ({p, steps}) => Math.sqrt(p / steps), by: "for Poisson spikes; a coin falls at most once a step."}, {gives: ({p, steps}) => Math.sqrt(p * (1 - p) * steps), by: "for the number of spikes; the share is that over the number of steps."}],
  hints: ["The variance of one coin is $p(1 - p)$; those of independent coins add up."],
  solution: "The sum of $N$ coins has variance $N p (1-p)$; divided by $N$ the deviation is $\\sqrt{p(1-p)/N}$.",
  simulation: {by: "4,000 times so many coins", value: ({p, steps}) => { const draws = stream(generator(4)); return scatter(() => { let n = 0; for (let k = 0; k < steps; k++) if (draws.uniform() < p) n++; return n / steps; }, 4000).deviation; }, within: 0.06},
  along: "p"
});

export const latencySwap = exercise({
  name: "latency-swap",
  title: "chance that two spikes swap",
  text: "A value $x$ in $[0, 1]$ is sent as one spike at $T(1 - x)$, and each spike time is jittered by a normal number of standard deviation `jitter`. Two values lie `difference` apart. How likely do their spikes arrive in the wrong order? (`erfc` is known to formulas.)",
  parameters: {T: {is: "latency of value 0", unit: "ms", book: 100, from: 50, to: 200, step: 10}, jitter: {is: "standard deviation of the jitter", unit: "ms", book: 2, from: 1, to: 4, step: 0.5}, difference: {is: "difference of the two values", unit: "", book: 0.05, from: 0.01, to: 0.1, step: 0.01}},
  given: ({T, jitter, difference}) => T * difference < 3 * jitter,
  unit: "",
  answer: ({T, jitter, difference}) => swapProbability({duration: T, deviation: jitter, difference}),
  model: "erfc(T * difference / (2 * jitter)) / 2",
  mistakes: [{gives: ({T, jitter, difference}) => swapProbability({duration: T, deviation: jitter / Math.SQRT2, difference}), by: "if one spike alone were jittered: the variances of both add up."}, {gives: ({T, jitter, difference}) => 2 * swapProbability({duration: T, deviation: jitter, difference}), by: "by counting both tails; only one is in the wrong order."}],
  hints: ["The difference of two jitters is normal with standard deviation $\\sqrt2\\,\\sigma$.", "$P(z > a) = \\tfrac12\\operatorname{erfc}(a/\\sqrt2)$ for a standard normal $z$."],
  solution: "The spikes lie $T\\Delta x$ apart and their difference is jittered by $\\sqrt2\\sigma$: $P = \\tfrac12\\operatorname{erfc}\\frac{T\\Delta x}{2\\sigma}$.",
  simulation: {by: "200,000 pairs", value: ({T, jitter, difference}) => { const draws = stream(generator(5)); let swapped = 0; for (let i = 0; i < 200_000; i++) if (T * difference + jitter * (draws.normal() - draws.normal()) < 0) swapped++; return swapped / 200_000; }, within: 0.06}
});

export const latencySlope = exercise({
  name: "latency-slope",
  title: "slope of a neuron's latency",
  text: "A leaky integrate-and-fire neuron under a constant drive $RI$ = `drive` first fires at $t = \\tau\\ln\\frac{RI}{RI - \\theta}$. By how much does that time move with the drive, $dt/d(RI)$?",
  parameters: {tau: {is: "membrane time constant", unit: "ms", book: 20, from: 10, to: 40, step: 1}, threshold: {is: "threshold, from rest", unit: "mV", book: 15, from: 10, to: 20, step: 1}, drive: {is: "drive RI", unit: "mV", book: 20, from: 12, to: 60, step: 1}},
  given: ({threshold, drive}) => drive > 1.05 * threshold,
  unit: "ms/mV",
  answer: firstSpikeSlope,
  model: "-tau * threshold / (drive * (drive - threshold))",
  mistakes: [{gives: (values) => -firstSpikeSlope(values), by: "without the minus sign: a stronger drive fires sooner."}, {gives: ({tau, drive, threshold}) => -tau / (drive - threshold), by: "by differentiating one of the two logarithms only."}],
  hints: ["$t = \\tau\\ln RI - \\tau\\ln(RI - \\theta)$."],
  solution: "$\\frac{dt}{dRI} = \\frac{\\tau}{RI} - \\frac{\\tau}{RI - \\theta} = -\\frac{\\tau\\theta}{RI(RI - \\theta)}$: precise where the neuron is slow.",
  simulation: {by: "the difference of two times", value: ({tau, drive, threshold}) => { const time = (d: number): number => tau * Math.log(d / (d - threshold)); return (time(drive + 1e-4) - time(drive - 1e-4)) / 2e-4; }, within: 1e-5},
  along: "drive"
});

export const jitteredPhase = exercise({
  name: "jittered-phase",
  title: "jitter as a phase",
  text: "A value is sent as the phase of a spike in an oscillation. Which phase, in radians, is a time of `jitter`?",
  parameters: {frequencyHz: {is: "frequency of the oscillation", unit: "Hz", book: 40, from: 4, to: 80, step: 4}, jitter: {is: "jitter", unit: "ms", book: 1, from: 0.5, to: 3, step: 0.5}},
  unit: "rad",
  answer: ({frequencyHz, jitter}) => phaseJitter({frequencyHz, deviation: jitter}),
  model: "2 * pi * frequencyHz * jitter/1000",
  mistakes: [{gives: ({frequencyHz, jitter}) => (frequencyHz * jitter) / 1000, by: "in cycles; a cycle is 2π radians."}, {gives: ({frequencyHz, jitter}) => 2 * Math.PI * frequencyHz * jitter, by: "with a frequency per second and a jitter in ms."}],
  hints: ["How long is a cycle?"],
  solution: "A cycle of $1/f$ is $2\\pi$: the phase is $2\\pi f\\sigma$.",
  simulation: {by: "the angle between two places on the circle", value: ({frequencyHz, jitter}) => 2 * Math.asin(Math.hypot(Math.cos((2 * Math.PI * jitter * frequencyHz) / 1000) - 1, Math.sin((2 * Math.PI * jitter * frequencyHz) / 1000)) / 2), within: 1e-9},
  along: "jitter"
});

export const wordError = exercise({
  name: "word-error",
  title: "what a word of spikes leaves out",
  text: "A value `x` below 1 is sent in binary: a spike in slot $k$ = 1 … `bits` is worth $2^{-k}$ (weighted spikes, a phase code). The word never exceeds the value. By how much does it miss it?",
  parameters: {x: {is: "value", unit: "", book: 0.7, from: 0.05, to: 0.95, step: 0.01}, bits: {is: "number of slots", unit: "", book: 8, from: 4, to: 12, step: 1}},
  given: ({x, bits}) => { const part = x * 2 ** bits - Math.floor(x * 2 ** bits); return part > 0.01 && part < 0.99; },
  unit: "",
  answer: ({x, bits}) => x - wordOf(x, bits) / 2 ** bits,
  model: "x - floor(x * 2^bits) / 2^bits",
  mistakes: [{gives: ({bits}) => 2 ** -bits, by: "for the largest error that so many bits can leave."}, {gives: ({x, bits}) => x - Math.round(x * 2 ** bits) / 2 ** bits, by: "with the nearest word; this code takes the one below."}],
  hints: ["Which whole number of $2^{-K}$ fits below the value?"],
  solution: "The word is $\\lfloor x\\,2^K\\rfloor$, so the error is $x - \\lfloor x\\,2^K\\rfloor\\,2^{-K}$, below $2^{-K}$: a rate code needs $2^K$ steps for that, this one $K$ slots.",
  simulation: {by: "slot by slot, a spike wherever its weight still fits", value: ({x, bits}) => { let rest = x; for (let k = 1; k <= bits; k++) if (rest >= 2 ** -k) rest -= 2 ** -k; return rest; }, within: 1e-6}
});
