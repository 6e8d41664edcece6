/** @file One code of each kind, set so that they can be compared. */
import {burst} from "./burst.ts";
import type {Code} from "./code.ts";
import {positive} from "./code.ts";
import {delta} from "./delta.ts";
import {latency} from "./latency.ts";
import {phase} from "./phase.ts";
import {population} from "./population.ts";
import {rankOrder} from "./rank-order.ts";
import {rate} from "./rate.ts";
import {sigmaDelta} from "./sigma-delta.ts";
import {still} from "./still.ts";

export interface OneOfEachOptions {
  /** How long every code has for one value, ms. */
  readonly duration?: number;
  /** The rate of value 1 in the rate codes, Hz. */
  readonly maxRateHz?: number;
}

/**
 * A code of each kind by its name, each with the same time for a value. What else they have is as alike as their kinds
 * allow: 8 binary digits or 16 thresholds, up to 5 spikes a burst, one cycle of an oscillation, 6 units a population.
 */
export function oneOfEach({duration = 50, maxRateHz = 200}: OneOfEachOptions = {}): Readonly<Record<string, Code>> {
  positive("oneOfEach", "duration must be positive (ms)", duration);
  const codes = [
    rate({process: "poisson", duration, maxRateHz}),
    rate({process: "regular", duration, maxRateHz}),
    latency({scale: "linear", duration}),
    latency({scale: "logarithmic", duration}),
    latency({scale: "physical", duration, tau: duration / 2.5, drive: 8}),
    phase({bits: 8, slot: duration / 8}),
    phase({kind: "oscillation", frequencyHz: 1000 / duration, cycles: 1}),
    burst({spikes: 5, shortest: duration / 25, longest: (6 * duration) / 25}),
    still(delta({threshold: 1 / 16}), {duration, frame: duration / 50}),
    still(sigmaDelta({window: 50}), {duration, frame: duration / 50}),
    population({neurons: 6, duration, maxRateHz}),
    rankOrder({duration})
  ];
  return Object.fromEntries(codes.map((code) => [code.name, code]));
}
