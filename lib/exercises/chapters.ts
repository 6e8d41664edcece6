/** @file The exercises in three chapters, in the order in which they are asked. */
import * as coding from "./coding.ts";
import * as efficiency from "./efficiency.ts";
import type {ExerciseMaker} from "./exercise.ts";
import * as integration from "./integration.ts";
import * as conversion from "./learning/conversion.ts";
import * as homeostasis from "./learning/homeostasis.ts";
import * as plasticity from "./learning/plasticity.ts";
import * as saturation from "./learning/saturation.ts";
import * as surrogate from "./learning/surrogate.ts";
import * as alpha from "./synaptic-dynamics/alpha.ts";
import * as degenerate from "./synaptic-dynamics/degenerate.ts";
import * as exponential from "./synaptic-dynamics/exponential.ts";
import * as firing from "./synaptic-dynamics/firing.ts";
import * as propagator from "./synaptic-dynamics/propagator.ts";
import * as work from "./work.ts";

/** A group of exercises under one heading; their keys are the names of the answers. */
export interface Section {
  readonly title: string;
  readonly exercises: Readonly<Record<string, ExerciseMaker>>;
}

export interface Chapter {
  readonly name: string;
  readonly title: string;
  /** Markdown: what it is about. */
  readonly about: string;
  readonly sections: readonly Section[];
}

const {alphaPotential, twoSpikes, alphaPeak, alphaPeakHeight, alphaArea} = alpha;
const {equalTimes, equalTimesPeak, nearlyEqualTimes} = degenerate;
const {exponentialPeak, exponentialPeakHeight, missedSpike, exactCrossing} = exponential;
const {propagatorDecay, propagatorCurrent, propagatorRise} = propagator;
const {weakestCurrent, timeToFire, firingRate, eulerError, shiftedLeak, decayWord} = integration;
const {firstSpikeTime, firstSpikeGradient, leastWeight, noiseMean, noiseDeviation} = firing;
const {breakEven, breakEvenWithMemory, bitMatched, energyOfEvent} = efficiency;
const {eventWork, edgeExactSynapses, paddingExcess, chipAgainstMac, chipBudget} = work;
const {poissonPrecision, readingTime, coinPrecision, wordError, latencySwap, latencySlope, jitteredPhase} = coding;
const {weightDrift, balancedWindow, periodicPair, neutralLag, multiplicativeRest} = plasticity;
const {logisticWeight, logisticUpdates, winningOrder} = saturation;
const {surrogateSlope, detachedGradient, attachedGradient} = surrogate;
const {spikeCount, largestError, meanSquareError, hardReset, clipping} = conversion;
const {homeostaticThreshold, homeostaticSlope, largestGain, adaptiveRate} = homeostasis;

export const chapters: readonly Chapter[] = [
  {
    name: "synaptic-dynamics", title: "Synaptic dynamics",
    about: "What a spike does to the neuron behind a synapse: how high the potential gets and when, when the neuron fires, and what a computer makes of all that in steps.",
    sections: [
      {title: "An alpha synapse", exercises: {alphaPotential, twoSpikes, alphaPeak, alphaPeakHeight, alphaArea}},
      {title: "One time constant for both", exercises: {equalTimes, equalTimesPeak, nearlyEqualTimes}},
      {title: "An exponential synapse, and what a grid misses", exercises: {exponentialPeak, exponentialPeakHeight, missedSpike, exactCrossing}},
      {title: "Steps that are exact", exercises: {propagatorDecay, propagatorCurrent, propagatorRise, eulerError}},
      {title: "When a neuron fires", exercises: {weakestCurrent, timeToFire, firingRate, firstSpikeTime, firstSpikeGradient, leastWeight}},
      {title: "Noise from many synapses", exercises: {noiseMean, noiseDeviation}}
    ]
  },
  {
    name: "computational-efficiency", title: "Computational efficiency",
    about: "What spikes save and what they cost: operations counted by hand, energies with and without memory, the precision that a code buys with time and spikes, and arithmetic in few bits.",
    sections: [
      {title: "Work", exercises: {eventWork, edgeExactSynapses, paddingExcess}},
      {title: "Energy", exercises: {breakEven, breakEvenWithMemory, bitMatched, energyOfEvent, chipAgainstMac, chipBudget}},
      {title: "What a code costs", exercises: {poissonPrecision, readingTime, coinPrecision, wordError, latencySwap, latencySlope, jitteredPhase}},
      {title: "Leaks in whole numbers", exercises: {shiftedLeak, decayWord}}
    ]
  },
  {
    name: "learning-rules", title: "Core learning rules",
    about: "How weights and thresholds move: spike-timing-dependent plasticity, rules that saturate, gradients through spikes, the rates that stand for activations, and homeostasis.",
    sections: [
      {title: "Spike timing", exercises: {weightDrift, balancedWindow, periodicPair, neutralLag, multiplicativeRest}},
      {title: "Weights between 0 and 1", exercises: {logisticWeight, logisticUpdates, winningOrder}},
      {title: "Gradients through spikes", exercises: {surrogateSlope, detachedGradient, attachedGradient}},
      {title: "Rates for activations", exercises: {spikeCount, largestError, meanSquareError, hardReset, clipping}},
      {title: "Homeostasis", exercises: {homeostaticThreshold, homeostaticSlope, largestGain, adaptiveRate}}
    ]
  }
];

/** The chapter of that name. @throws RangeError naming those there are. */
export function chapterNamed(name: string): Chapter {
  const found = chapters.find((chapter) => chapter.name === name);
  if (!found) throw new RangeError(`chapterNamed: name must be one of ${chapters.map((each) => each.name).join(", ")}, got ${JSON.stringify(name)}`);
  return found;
}

/** All exercises of a chapter by the names of their answers, in order. */
export const exercisesOf = ({sections}: Chapter): Readonly<Record<string, ExerciseMaker>> => Object.assign({}, ...sections.map(({exercises}) => exercises)) as Readonly<Record<string, ExerciseMaker>>;
