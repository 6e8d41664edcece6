/** @file The quantities that several exercises share, with the ranges in which they are drawn. */
import type {Parameter} from "./exercise.ts";

/** Membrane time constant. */
export const tau: Parameter = {is: "membrane time constant", unit: "ms", book: 20, from: 10, to: 40, step: 1};
/** Synaptic time constant, shorter than the membrane's wherever both are drawn. */
export const synapse: Parameter = {is: "synaptic time constant", unit: "ms", book: 5, from: 2, to: 8, step: 0.5};
/** `V₀ = R I₀`. */
export const V0: Parameter = {is: "V₀ = R I₀, where the synaptic current at amplitude 1 would drive the membrane", unit: "mV", book: 50, from: 20, to: 80, step: 1};
export const t: Parameter = {is: "time after the spike", unit: "ms", book: 10, from: 1, to: 40, step: 0.5};
