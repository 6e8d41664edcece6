/** @file The codes on one page: each a pair, encode and decode. */
export {burst} from "./burst.ts";
export {contrasts} from "./contrasts.ts";
export {correlation, decisionTime, recognisedPart} from "./decision.ts";
export {delta} from "./delta.ts";
export {information, levelsOf} from "./information.ts";
export {distinctLevels, firstSpike, firstSpikeSlope, latency, swapProbability} from "./latency.ts";
export {degradation, measure, rootMeanSquare} from "./measure.ts";
export {oneOfEach} from "./one-of-each.ts";
export {undominated} from "./pareto.ts";
export {phase} from "./phase.ts";
export {phaseJitter} from "./oscillation-phase.ts";
export {wordOf} from "./weighted-phase.ts";
export {fisherInformation, population, tuningCurves} from "./population.ts";
export {rankDeviation, rankOrder} from "./rank-order.ts";
export {bernoulliDeviation, poissonReadingTime, poissonVariation, rate, regularError} from "./rate.ts";
export {sigmaDelta} from "./sigma-delta.ts";
export {still} from "./still.ts";
export {tradeoff} from "./tradeoff.ts";
