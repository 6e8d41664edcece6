/** @file A table of printed results, row by row to their last digits, each from the library's own functions. */
import {describe, expect, it} from "vitest";
import * as asked from "../../lib/exercises/exercises.ts";
import type {ExerciseMaker} from "../../lib/exercises/exercise.ts";
import {lossGradient} from "../../lib/exercises/learning/two-steps.ts";
import {
  alphaPeakTime, chain, conv, crossings, decayLeak, dense, euler, eulerDecayError, firingRateHz, hardware, integrator, lif, membrane, naiveAlphaPsp, network, onGrid, propagator,
  psp, pspArea, pspAt, pspPeak, pspTrainAt, response, rheobase, shiftLeak, shotNoise, timeToThreshold, expected
} from "../../lib/index.ts";
import {distinctLevels, firstSpike, firstSpikeSlope, swapProbability} from "../../lib/coding/latency.ts";
import {regularError, poissonReadingTime, poissonVariation, bernoulliDeviation} from "../../lib/coding/rate.ts";
import {wordOf} from "../../lib/coding/weighted-phase.ts";
import {spikeState} from "../../lib/model/response/psp.ts";
import {operationPj} from "../../lib/hardware/arithmetic.ts";

/** An exercise's answer at its printed numbers, or at some others. */
const at = (make: ExerciseMaker, others: Readonly<Record<string, number>> = {}): number => make().answer({...make().values, ...others});
const one = psp({tau: 20, response: response.alpha(5), amplitude: 50}), equal = (synapse: number): number => pspAt(psp({tau: 20, response: response.alpha(synapse), amplitude: 50}), 10);
const P = propagator(chain({taus: [5, 5, 20], gain: 10}), 1);
const cell = membrane({capacitance: 0.2, leak: 0.01, rest: -65, reset: -65, threshold: -50, refractory: 2});
const [up, down] = crossings(one, spikeState(one), {threshold: 6});
const firstOf = (run: {readonly spikes: ArrayLike<number>}): number => run.spikes[0]!;
const {fp32, int8, int32} = operationPj;
const atan = (x: number): number => 1 / (1 + (Math.PI * x) ** 2), logistic = (x: number): number => 1 / (1 + Math.exp(-4 * x));
const steps = {w: 0.8, x1: 1, x2: 1.5, beta: 0.9, y: 2, slope: 10};
const costs = {steps: 10, mac: fp32.mac, synapse: fp32.add, fanIn: 288, weightRead: 5, stateRead: 5, stateWrite: 5, update: fp32.add};
const convolution = expected(network([32, 28, 28], conv({channels: 64, field: 3, padding: "same"}), lif()), {steps: 10, rates: [0.08, 0]});
const claim = hardware.usualClaim(convolution, {padded: true});
const layer = expected(network([784], dense(256), integrator()), {steps: 100, rates: [0.05, 0]}).layers[0]!;
const budget = expected(network([784], dense(256), lif(), dense(10), lif()), {steps: 50, rates: [0.05, 0.03, 0.1]});
const clip = (n: number): number => at(asked.clipping, {steps: n});
const percentile = (z: number): number => 100 * -Math.expm1(-z);

const rows: Readonly<Record<string, readonly (readonly [computed: number, printed: string])[]>> = {
  "1": [[pspAt(one, 10), "5.959832"], [pspTrainAt(one, {spikes: [0, 5], time: 10}), "8.960094"]],
  "1b": [[alphaPeakTime({tau: 20, synapse: 5}), "15.577753"], [pspPeak(one).time, "15.577753"], [pspPeak(one).height, "6.909369"], [pspArea(one), "250"]],
  "2": [[equal(20), "3.790817"], [pspPeak(psp({tau: 20, response: response.alpha(20), amplitude: 50})).time, "40"], [pspPeak(psp({tau: 20, response: response.alpha(20), amplitude: 50})).height, "13.533528"]],
  "2b": [[50 * naiveAlphaPsp({tau: 20, synapse: 20 * (1 - 1e-6)}, 10), "3.79696"], [50 * naiveAlphaPsp({tau: 20, synapse: 20 * (1 - 1e-8)}, 10), "55.5"], [equal(20 * (1 - 1e-8)), "3.7908"]],
  "3": [[at(asked.exponentialPeak), "9.241962"], [at(asked.exponentialPeakHeight), "7.874507"]],
  // The library counts the synapse's first stage per time constant.
  "4": [[5 * P[6]!, "0.21531241"], [P[7]!, "0.44166224"], [P[8]!, "0.95122942"]],
  "4b": [[pspAt(one, 15), "6.901302"], [at(asked.missedSpike), "6.901302"], [up!.time, "10.107388"], [down!.time, "23.225925"]],
  // The table cuts the rates' sixth decimal.
  "5": [[rheobase(cell), "0.15"], [timeToThreshold(cell, 0.2), "27.725887"], [firingRateHz(cell, 0.2), "33.64071"], [timeToThreshold(cell, 0.3), "13.862944"], [firingRateHz(cell, 0.3), "63.04000"]],
  "6": [
    [(1 - 1 / 20) ** 20, "0.358486"], [Math.exp(-1), "0.367879"], [100 * eulerDecayError({tau: 20, dt: 1}), "-2.553"],
    [firstOf(euler(cell, {current: 0.2, dt: 0.1, until: 40})), "27.7"], [firstOf(euler(cell, {current: 0.2, dt: 0.5, until: 40})), "27.5"],
    [firstOf(onGrid(cell, {current: 0.2, dt: 0.1, until: 40})), "27.8"], [firstOf(onGrid(cell, {current: 0.2, dt: 0.5, until: 40})), "28.0"]
  ],
  "7": [[at(asked.firstSpikeTime), "9.269319"], [at(asked.firstSpikeGradient), "-0.478831"], [at(asked.leastWeight), "56"]],
  "8": [[swapProbability({duration: 100, deviation: 2, difference: 0.05}), "0.038550"], [distinctLevels({duration: 100, deviation: 2}), "12.5"], [Math.log2(distinctLevels({duration: 100, deviation: 2})), "3.644"]],
  "8b": [16, 20, 30, 60].flatMap((drive, i) => [[firstSpike({tau: 20, drive, threshold: 15}), ["55.45", "27.73", "13.86", "5.754"][i]!], [firstSpikeSlope({tau: 20, drive, threshold: 15}), ["-18.75", "-3", "-0.6667", "-0.1111"][i]!]] as const),
  "9": [[100 * poissonVariation({rateHz: 50, duration: 100}), "44.7"], [100 * poissonVariation({rateHz: 50, duration: 1000}), "14.1"], [poissonReadingTime({rateHz: 50, variation: 0.05}) / 1000, "8"], [bernoulliDeviation({chance: 0.3, steps: 25}), "0.09165"], [regularError({duration: 1000, phase: 0}), "0.001"]],
  "10": [[wordOf(0.7, 8), "179"], [wordOf(0.7, 8).toString(2).replaceAll("0", "").length, "5"], [at(asked.wordError), "7.81e-4"], [at(asked.jitteredPhase), "0.2513"]],
  "11": [...[4, 10, 25, 100].map((n, i) => [hardware.breakEvenRate({steps: n, mac: fp32.mac, synapse: fp32.add}), ["1.278", "0.5111", "0.2044", "0.0511"][i]!] as const), [int8.mac / int8.add, "7.667"], [int32.mac / int32.add, "32"]],
  "11b": [[convolution.layers[0]!.paddedMacs, "14450688"], [convolution.layers[0]!.macs, "13770752"], [at(asked.edgeExactSynapses), "13770752"], [claim.ann / 1e6, "66.473"], [claim.snn / 1e6, "10.404"], [claim.ratio, "6.389"], [100 * at(asked.paddingExcess), "4.9375"]],
  "12": [[hardware.breakEvenRate(costs), "0.1563"], [hardware.breakEvenRate({...costs, reuse: 784}), "0.0717"], [at(asked.breakEvenWithMemory), "0.1563"]],
  "12b": [5, 6, 7, 8, 10].map((n, i) => [100 * hardware.bitMatchedRate(n), ["7.5", "6.25", "5.357", "6.25", "5.0"][i]!] as const),
  "12c": [[at(asked.chipAgainstMac), "0.1949"], [at(asked.chipAgainstMac, {mac: int8.mac}), "0.009746"]],
  "12d": [[at(asked.energyOfEvent), "26.82"], [at(asked.energyOfEvent, {neurons: 1e6}), "28.1"]],
  "13": [[hardware.total(budget, "synaptic"), "505600"], [(hardware.total(budget, "synaptic") * 23.6) / 1000, "11932.16"], [(hardware.total(budget, "clockedUpdates") * 81) / 1000, "1077.3"], [((hardware.total(budget, "spikes") + budget.layers[0]!.arrivals) * 1.7) / 1000, "4.07"], [at(asked.chipBudget), "13013.5"]],
  "14": [[at(asked.spikeCount, {start: 0}), "2"], [at(asked.spikeCount), "3"], [at(asked.spikeCount, {start: 0}) / 8 - 0.37, "-0.12"], [at(asked.spikeCount) / 8 - 0.37, "0.005"]],
  "14b": [[4 * at(asked.meanSquareError), "0.0052083"], [at(asked.meanSquareError), "0.0013021"]],
  "14c": [[clip(4), "3.926"], [clip(8), "5.040"], [clip(16), "6.209"], [clip(32), "7.414"], [percentile(clip(4)), "98.03"], [percentile(clip(8)), "99.35"], [percentile(clip(16)), "99.80"], [percentile(clip(32)), "99.94"], [percentile(clip(24)), "99.9"]],
  "14d": [[at(asked.hardReset), "0.25"]],
  "15": [[at(asked.weightDrift), "-1.0e-3"], [at(asked.balancedWindow, {tauMinus: 20}) / 0.01, "1"]],
  "15b": [[at(asked.periodicPair), "0.005989016"], [at(asked.neutralLag), "49.5121"], [at(asked.multiplicativeRest), "0.487805"]],
  "16": [[at(asked.logisticUpdates), "0.880979"], [at(asked.logisticWeight), "0.880797"], [at(asked.winningOrder), "0.428571"]],
  "17": [
    [at(asked.surrogateSlope), "0.111111"], [at(asked.surrogateSlope, {u: 1.92}), "0.0096117"], [at(asked.detachedGradient), "-0.134179"], [at(asked.attachedGradient), "-0.133111"],
    [lossGradient(steps, {attached: false, derivative: atan}), "-0.973542"], [lossGradient(steps, {attached: false, derivative: (x) => 4 * logistic(x) * (1 - logistic(x))}), "-1.086011"], [lossGradient(steps, {attached: false, derivative: () => 0}) + 0, "0"]
  ],
  "18": [[at(asked.homeostaticThreshold), "17.802910"], [at(asked.homeostaticSlope), "-4.09934"], [at(asked.largestGain), "0.48788"]],
  "18b": [[at(asked.adaptiveRate), "18.3287"], [adaptivePart(), "17.8332"], [asked.adaptiveRate().mistakes[1]!.gives(asked.adaptiveRate().values), "17.953"], [asked.adaptiveRate().mistakes[0]!.gives(asked.adaptiveRate().values), "98.919"]],
  "19": [[shotNoise({rateHz: 1000, jump: 0.5, tau: 20}).mean, "10"], [shotNoise({rateHz: 1000, jump: 0.5, tau: 20}).deviation, "1.58114"]],
  "20": [[shiftLeak(3), "7.489"], [shiftLeak(4), "15.495"], [shiftLeak(5), "31.497"], [decayLeak({tau: 20}).decay, "200"], [decayLeak({tau: 20}).tau, "19.9758"]],
  "21": [[100 * layer.macs, "20070400"], [layer.synaptic, "1003520"], [at(asked.eventWork), "1003520"]]
};

/** How far the threshold stands above its base just before a spike, at the rate that was found. */
function adaptivePart(): number {
  return 1 / Math.expm1(1 / at(asked.adaptiveRate));
}

/** In the form of the printed number, with as many places. */
function written(value: number, printed: string): string {
  const places = /\.(\d*)/.exec(printed.replace(/e.*/, ""))?.[1]?.length ?? 0;
  return printed.includes("e") ? value.toExponential(places) : value.toFixed(places);
}

describe("the table of results", () => {
  it.each(Object.entries(rows))("row %s", (_, results) => {
    expect(results.map(([value, printed]) => written(value, printed))).toEqual(results.map(([, printed]) => printed));
  });
  it("marks the rows in which common code or a common claim is wrong", () => {
    for (const make of [asked.nearlyEqualTimes, asked.missedSpike, asked.clipping, asked.breakEvenWithMemory, asked.breakEven, asked.hardReset, asked.eulerError, asked.paddingExcess, asked.chipAgainstMac, asked.attachedGradient]) expect(make().beware).toMatch(/\w{4}/);
  });
});
