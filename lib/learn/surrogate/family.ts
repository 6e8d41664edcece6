/** @file The surrogates, by the names they have under `surrogate`. */
export {arctan, fastSigmoid, gaussian, multiGaussian, sigmoid, superSpike} from "./bells.ts";
export {boxcar, exponential, slayer, triangle} from "./corners.ts";
export {scaled, stochastic, straightThrough} from "./plain.ts";
