/** @file Regularisers: what a run should cost beside its loss. */
import type {CostForm} from "../../engine/training.ts";
import type {Network} from "../../model/network.ts";
import type {Settings, Signal} from "../../model/node.ts";
import {notNegative, positive} from "../../model/door.ts";
import {INPUT} from "../../model/wiring.ts";
import type {Stage} from "../../model/wiring.ts";
import {sizeOf} from "../../tensor/shape.ts";

/** The rows of each stage, one a step. */
export type Given = readonly (readonly Signal[])[];

/** A value; `bind` makes it ready for one network. */
export interface Regulariser {
  readonly kind: string;
  readonly settings: Settings;
  bind(net: Network): (given: Given, dt: number, errors: Given) => number;
  /** From which a fast engine makes its own for steps of `dt` ms, where it can. */
  forms?(net: Network, dt: number): readonly CostForm[];
}

export interface RateOptions {
  /** Hz; below it a unit is pulled up. */
  readonly atLeastHz?: number;
  /** Hz; above it a unit is pulled down. */
  readonly atMostHz?: number;
  readonly strength: number;
  /** The population's stage; all populations that spike unless given. */
  readonly stage?: number;
}

/**
 * Keeps every unit's rate between two bounds: `strength · meanᵢ (excess of rᵢ over the bounds)²`, `r` in spikes per step, summed over the
 * populations.
 *
 * @throws RangeError if a bound or the strength is negative.
 */
export function rate({atLeastHz = 0, atMostHz = Infinity, strength, stage}: RateOptions): Regulariser {
  notNegative("regulariser.rate", "atLeastHz", atLeastHz, "Hz");
  notNegative("regulariser.rate", "strength", strength, "1");
  if (!(atMostHz >= atLeastHz)) throw new RangeError(`regulariser.rate: atMostHz must be at least atLeastHz (Hz), got ${atMostHz} and ${atLeastHz}`);
  return {
    kind: "rate",
    settings: {atLeastHz, atMostHz, strength, ...(stage === undefined ? {} : {stage})},
    bind(net) {
      const stages = firing(net, stage);
      return (given, dt, errors) => stages.reduce((sum, {index}) => sum + excess(given[index]!, errors[index]!, {low: (atLeastHz * dt) / 1000, high: (atMostHz * dt) / 1000, strength}), 0);
    },
    forms: (net, dt) => firing(net, stage).map(({index}) => ({name: "rate", stage: index, low: (atLeastHz * dt) / 1000, high: (atMostHz * dt) / 1000, strength}))
  };
}

/** The populations that spike, or the one asked for. */
function firing(net: Network, stage: number | undefined): Stage[] {
  // A bias hears nothing, so nothing could change its rate.
  const stages = net.stages.filter(({population, index, sources}) => population && !population.graded && sources.length > 0 && (stage ?? index) === index);
  if (stages.length === 0) throw new RangeError(`regulariser.rate: stage must be a population that spikes, got ${stage ?? "a network without one"}`);
  return stages;
}

function excess(rows: readonly Signal[], errors: readonly Signal[], {low, high, strength}: {readonly low: number; readonly high: number; readonly strength: number}): number {
  const units = rows[0]!.length, steps = rows.length;
  let loss = 0;
  for (let i = 0; i < units; i++) {
    let sum = 0;
    for (const row of rows) sum += row[i]!;
    const r = sum / steps, gap = r > high ? r - high : r < low ? r - low : 0;
    if (gap === 0) continue;
    loss += (strength * gap * gap) / units;
    for (const row of errors) row[i]! += (2 * strength * gap) / (units * steps);
  }
  return loss;
}

/**
 * Charges for synaptic operations: `strength` times the share of all synapses that spikes touch in a step, `Σ s · fan-out` over
 * `steps · Σ fan-out`, summed over the projections that hear something other than the input.
 *
 * @throws RangeError if the strength is not positive.
 */
export function operations({strength}: {readonly strength: number}): Regulariser {
  positive("regulariser.operations", "strength", strength, "1");
  return {
    kind: "operations",
    settings: {strength},
    bind(net) {
      const all = heard(net);
      return (given, _dt, errors) => all.reduce((sum, {source, fan}) => sum + touched(given[source]!, errors[source]!, fan, strength), 0);
    },
    forms: (net) => heard(net).map(({source, fan}) => ({name: "share", stage: source, fan, strength}))
  };
}

/** What projections hear other than the input, and the share of its synapses that each unit touches. */
const heard = (net: Network): {readonly source: number; readonly fan: Float64Array}[] =>
  net.stages.filter(({map}) => map).flatMap((stage) => stage.sources.filter((source) => source !== INPUT).map((source) => ({source, fan: fanOut(stage)})));

/** The share of a projection's synapses that each unit touches. */
function fanOut({map, input}: Stage): Float64Array {
  const fan = Float64Array.from({length: sizeOf(input)}, (_, i) => map!.fanOut(i)), all = fan.reduce((sum, n) => sum + n, 0);
  return fan.map((n) => n / all);
}

function touched(rows: readonly Signal[], errors: readonly Signal[], fan: Float64Array, strength: number): number {
  const steps = rows.length;
  let sum = 0;
  rows.forEach((row, t) => {
    for (let i = 0; i < row.length; i++) {
      sum += row[i]! * fan[i]!;
      errors[t]![i]! += (strength * fan[i]!) / steps;
    }
  });
  return (strength * sum) / steps;
}
