/** @file The membrane behind its synapse in small steps: what the exercises on synapses simulate. */
import {course} from "../brute-force.ts";
import type {Course} from "../brute-force.ts";

export interface SynapseRun {
  readonly V0: number;
  readonly tau: number;
  readonly synapse: number;
  /** ms */
  readonly until: number;
  readonly steps?: number;
}

/** After one spike at 0 through an alpha synapse, `(t/τs) e^(-t/τs)`. */
export const alphaCourse = ({V0, tau, synapse, ...run}: SynapseRun): Course => course(([a = 0, b = 0, v = 0]) => [-a / synapse, (a - b) / synapse, (V0 * b - v) / tau], {start: [1, 0, 0], ...run});

/** After one spike at 0 through an exponential synapse, `e^(-t/τs)`. */
export const exponentialCourse = ({V0, tau, synapse, ...run}: SynapseRun): Course => course(([a = 0, v = 0]) => [-a / synapse, (V0 * a - v) / tau], {start: [1, 0], ...run});
