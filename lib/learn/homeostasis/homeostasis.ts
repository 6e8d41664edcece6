/** @file Homeostasis on one page: rules that keep a network alive, and the equilibria they are expected to hold. */
export {fatigueRate, heldGain, heldThreshold} from "./equilibrium.ts";
export type {Equilibrium} from "./equilibrium.ts";
export {fatigue} from "./fatigue.ts";
export {holdRate} from "./hold-rate.ts";
export type {HoldRateOptions, Regulator} from "./hold-rate.ts";
export {live} from "./live.ts";
export {synapticScaling} from "./synaptic-scaling.ts";
