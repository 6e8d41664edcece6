/** @file Operations read off a run, and those that rates predict. */
import type {Network} from "../model/network.ts";
import {INPUT} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Run} from "../simulate/run.ts";
import {still, synapses} from "./counts.ts";
import type {Counts, LayerCounts} from "./counts.ts";

export interface CountOptions {
  /** Whether the input was spikes or values; read off the run where its spikes were recorded. */
  readonly input?: "spikes" | "values";
}

/**
 * Operations of a run, layer by layer: exact, and at no cost beyond the run itself. A run without a clock knows its
 * event-driven updates, a run by the clock its clocked ones; `activity` counts both, step by step.
 *
 * @throws RangeError where the record does not tell whether the input was spikes or values.
 */
export function count(run: Run, {input}: CountOptions = {}): Counts {
  const {net, duration, dt, operations, totals} = run;
  const graded = (input ?? inputOf(run)) === "values";
  const layers = net.stages.filter(({folded}) => !folded).map((stage): LayerCounts => {
    const {index, population} = stage, {arrivals, synaptic, updates} = operations[index]!;
    const spikes = population && !population.graded ? totals[index]!.reduce((sum, n) => sum + n, 0) : 0;
    const common = {...still(net, stage, graded), arrivals, synaptic, spikes};
    return dt === undefined ? {...common, clockedUpdates: 0, eventUpdates: updates} : {...common, clockedUpdates: updates};
  });
  return {net, duration, layers, ...(dt === undefined ? {} : {steps: Math.round(duration / dt)})};
}

function inputOf({net, dt, input, spikes}: Run): "spikes" | "values" {
  if (input || dt === undefined) return "spikes";
  const silent = net.stages.find(({index, population}) => population && !population.graded && !spikes[index]);
  if (silent) throw new RangeError(`count: the record must tell what the input was, but stage ${silent.index} and the input were not recorded; record all spikes, or say input: "spikes" or "values"`);
  return "values";
}

export interface ExpectedOptions {
  readonly steps: number;
  /** Spikes of a unit in a step: of the input first, then of each population in its order. */
  readonly rates: readonly number[];
}

/**
 * Operations that mean rates predict: a spike of unit `i` touches its fan-out, so a projection behind a rate `r` does
 * `steps · r · Σ fan-out`.
 *
 * @throws RangeError if there is not one rate from 0 for the input and each population; TypeError where spikes pass a selection,
 * whose rate is not that of its input.
 */
export function expected(net: Network, {steps, rates}: ExpectedOptions): Counts {
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`expected: steps must be a whole number of at least 1, got ${steps}`);
  // A bias needs no rate of its own: its unit spikes in every step.
  const populations = net.stages.filter(({population, sources}) => population && sources.length > 0);
  if (rates.length !== populations.length + 1) throw new RangeError(`expected: one rate for the input and each of ${populations.length} populations is needed (spikes per unit and step), got ${rates.length}`);
  for (const rate of rates) if (!(rate >= 0 && rate < Infinity)) throw new RangeError(`expected: rates must be at least 0 (spikes per unit and step), got ${rate}`);
  const rateOf = (source: number): number => {
    if (source === INPUT) return rates[0]!;
    const {population, routes, sources, node, path} = net.stages[source]!;
    if (population && sources.length === 0) return 1;
    if (population) return rates[populations.indexOf(net.stages[source]!) + 1]!;
    if (routes) return sources.reduce((sum, each) => sum + rateOf(each), 0);
    throw new TypeError(`expected: what ${node.kind} (node ${path}) gives has no rate of its own; simulate, and count the run`);
  };
  const layers = net.stages.filter(({folded}) => !folded).map((stage): LayerCounts => {
    const {map, population, sources, input, output} = stage, units = sizeOf(output);
    const arriving = map ? steps * sources.reduce((sum, source) => sum + rateOf(source), 0) : 0;
    const fired = population && !population.graded ? steps * units * rateOf(stage.index) : 0;
    return {...still(net, stage, false), arrivals: arriving * sizeOf(input), synaptic: map ? arriving * synapses(map) : 0, spikes: fired, clockedUpdates: population ? steps * units : 0};
  });
  return {net, steps, layers};
}

/** One number for all layers. */
export function total(counts: Counts, of: "synaptic" | "arrivals" | "spikes" | "macs" | "paddedMacs" | "clockedUpdates" | "eventUpdates" | "weights"): number {
  return counts.layers.reduce((sum, layer) => sum + (layer[of] ?? 0), 0);
}
