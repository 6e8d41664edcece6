/** @file The exercises on one page: each makes a value, with the printed numbers or with those of a seed. */
export {chapterNamed, chapters, exercisesOf} from "./chapters.ts";
export type {Chapter, Section} from "./chapters.ts";
export {exercise} from "./exercise.ts";
export {alphaArea, alphaPeak, alphaPeakHeight, alphaPotential, twoSpikes} from "./synaptic-dynamics/alpha.ts";
export {equalTimes, equalTimesPeak, nearlyEqualTimes} from "./synaptic-dynamics/degenerate.ts";
export {exactCrossing, exponentialPeak, exponentialPeakHeight, missedSpike} from "./synaptic-dynamics/exponential.ts";
export {firstSpikeGradient, firstSpikeTime, leastWeight, noiseDeviation, noiseMean} from "./synaptic-dynamics/firing.ts";
export {propagatorCurrent, propagatorDecay, propagatorRise} from "./synaptic-dynamics/propagator.ts";
export {coinPrecision, jitteredPhase, latencySlope, latencySwap, poissonPrecision, readingTime, wordError} from "./coding.ts";
export {decayWord, eulerError, firingRate, shiftedLeak, timeToFire, weakestCurrent} from "./integration.ts";
export {bitMatched, breakEven, breakEvenWithMemory, energyOfEvent} from "./efficiency.ts";
export {chipAgainstMac, chipBudget, edgeExactSynapses, eventWork, paddingExcess} from "./work.ts";
export {clipping, hardReset, largestError, meanSquareError, spikeCount} from "./learning/conversion.ts";
export {adaptiveRate, homeostaticSlope, homeostaticThreshold, largestGain} from "./learning/homeostasis.ts";
export {balancedWindow, multiplicativeRest, neutralLag, periodicPair, weightDrift} from "./learning/plasticity.ts";
export {logisticUpdates, logisticWeight, winningOrder} from "./learning/saturation.ts";
export {attachedGradient, detachedGradient, surrogateSlope} from "./learning/surrogate.ts";
