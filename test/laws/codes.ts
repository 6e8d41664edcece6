/** @file Every code, for the laws that all of them keep. */
import * as coding from "../../lib/coding/coding.ts";
import type {Code} from "../../lib/coding/code.ts";

/** A code, the steps it may be encoded in (0: events at exact times), and whether each unit stands by itself. */
export interface Row {
  readonly code: Code;
  readonly steps: readonly number[];
  readonly alone: boolean;
}

const row = (code: Code, steps: readonly number[], alone = true): Row => ({code, steps, alone});

export const codes: readonly Row[] = [
  row(coding.rate({process: "poisson", duration: 200}), [0, 1]),
  row(coding.rate({process: "poisson", duration: 500, refractory: 3}), [0, 0.5]),
  row(coding.rate({process: "bernoulli", duration: 25, maxRateHz: 1000}), [1, 0.25]),
  row(coding.rate({process: "regular", duration: 80}), [0, 1, 0.1]),
  row(coding.latency({scale: "linear", duration: 50}), [0, 1, 0.5, 5]),
  row(coding.latency({scale: "logarithmic", duration: 40, floor: 0.02}), [0, 1, 0.25]),
  row(coding.latency({scale: "physical", duration: 60, tau: 20, drive: 4}), [0, 1, 0.25]),
  row(coding.phase({bits: 8}), [0, 1, 0.5]),
  row(coding.phase({bits: 5, slot: 2, cycles: 3}), [0, 2, 1]),
  row(coding.phase({kind: "oscillation", frequencyHz: 40, cycles: 4}), [0, 1, 0.1]),
  row(coding.phase({kind: "oscillation", frequencyHz: 8, cycles: 1, span: 0.8}), [0, 1]),
  row(coding.burst(), [0, 0.5, 0.1]),
  row(coding.burst({spikes: 3, shortest: 1, longest: 20}), [0, 0.25]),
  row(coding.still(coding.delta({threshold: 1 / 16})), [0, 1]),
  row(coding.still(coding.delta({threshold: 1 / 16, limit: 1}), {duration: 20}), [0, 1]),
  row(coding.still(coding.sigmaDelta({window: 32}), {duration: 32}), [0, 1]),
  row(coding.still(coding.sigmaDelta({window: 8}), {duration: 32}), [0, 1]),
  row(coding.population({neurons: 12, duration: 250, maxRateHz: 400}), [0]),
  row(coding.population({neurons: 12, duration: 250, maxRateHz: 400, tuning: "raised-cosine"}), [0]),
  row(coding.rankOrder(), [0, 0.01], false)
];
