/** @file The conversion family: what stands behind the flat verbs `toSpiking` and `doctor`. */
export {bestClip, expectedClipping, expectedError} from "./best-clip.ts";
export type {Weighted} from "./best-clip.ts";
export {distribution, percentileOf, rankOf} from "./distribution.ts";
export type {Distribution} from "./distribution.ts";
export {unevenness} from "./unevenness.ts";
export {spikeCount, stepError} from "./staircase.ts";
export type {Firing} from "./staircase.ts";
