/** @file The membrane of a leaky integrate-and-fire neuron, as a value. */
import {finite, notNegative, positive} from "../door.ts";

export interface MembraneOptions {
  /** nF */
  readonly capacitance: number;
  /** Leak conductance, µS. */
  readonly leak: number;
  /** Where the leak alone would bring it, mV. */
  readonly rest: number;
  /** mV */
  readonly threshold: number;
  /** Where it is set after a spike, mV. */
  readonly reset: number;
  /** How long it is held at reset after a spike, ms. */
  readonly refractory?: number;
}

/** `C dv/dt = -g (v - rest) + I`; at `v = threshold` a spike, then `reset` for the refractory time. */
export type Membrane = Required<MembraneOptions>;

/** @throws RangeError if capacitance or leak is not positive, reset not below threshold, or anything not finite. */
export function membrane({capacitance, leak, rest, threshold, reset, refractory = 0}: MembraneOptions): Membrane {
  positive("membrane", "capacitance", capacitance, "nF");
  positive("membrane", "leak", leak, "µS");
  for (const [name, value] of Object.entries({rest, threshold, reset})) finite("membrane", name, value, "mV");
  if (!(reset < threshold)) throw new RangeError(`membrane: reset must lie below threshold ${threshold} (mV), got ${reset}`);
  notNegative("membrane", "refractory", refractory, "ms");
  return {capacitance, leak, rest, threshold, reset, refractory};
}

/** `τ = C / g`, ms. */
export const timeConstant = ({capacitance, leak}: Membrane): number => capacitance / leak;

/** `R = 1 / g`, MΩ. */
export const resistance = ({leak}: Membrane): number => 1 / leak;

/** Where a constant current would hold the membrane if it had no threshold: `rest + I / g`, mV. */
export const plateau = ({leak, rest}: Membrane, current: number): number => rest + current / leak;

/** The weakest constant current that makes it fire, or rather that it must exceed: `g (threshold - rest)`, nA. */
export const rheobase = ({leak, rest, threshold}: Membrane): number => leak * (threshold - rest);
