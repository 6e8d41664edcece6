/** @file The statistics of spikes on one page. */
export {fano, rateOverTime, rates, synchrony} from "./statistics/counts.ts";
export {correlations, meanCorrelation} from "./statistics/correlations.ts";
export {autocorrelation, crossCorrelogram} from "./statistics/correlogram.ts";
export type {Correlogram, CorrelogramOptions} from "./statistics/correlogram.ts";
export {cv, cv2, intervals} from "./statistics/intervals.ts";
