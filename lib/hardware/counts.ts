/** @file What is counted: the operations of a network, layer by layer. */
import {isSynapse} from "../model/node.ts";
import type {LinearMap} from "../model/node.ts";
import type {Network} from "../model/network.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";

/** Dense work of a projection in one step: what the equivalent ANN multiplies once. */
export interface Work {
  /** Multiply-accumulates, edge-exact: taps that fall on padding are not counted. */
  readonly macs: number;
  /** What the usual formula `outputs · fan-in` counts, padding included. */
  readonly paddedMacs: number;
  readonly weights: number;
  /** How often each weight is used in one step: `macs / weights` (1 for dense). */
  readonly reuse: number;
}

/** What one stage of a network did. */
export interface LayerCounts extends Work {
  readonly stage: number;
  readonly path: string;
  readonly node: string;
  /** Units it gives. */
  readonly units: number;
  readonly fanIn: number;
  /** What arrives is no spike but a value, so that each synapse touched is a multiply-accumulate, not an addition. */
  readonly graded: boolean;
  /** Spikes (or nonzero values) that arrived. */
  readonly arrivals: number;
  /** Synapses they touched, edge-exact with padding, stride and groups. */
  readonly synaptic: number;
  /** Spikes that it gave. */
  readonly spikes: number;
  /** Units of a population advanced if every unit is advanced at every step; 0 where there was no clock. */
  readonly clockedUpdates: number;
  /** Units advanced if only those are that an input reaches or that fire; absent where it was not followed. */
  readonly eventUpdates?: number;
  /** Words of state of one unit: its membrane, its synaptic currents, its adaptation. */
  readonly stateWords: number;
}

export interface Counts {
  readonly net: Network;
  /** Steps of the clock; absent in a run without one. */
  readonly steps?: number;
  /** ms */
  readonly duration?: number;
  readonly layers: readonly LayerCounts[];
}

/** The dense work of a projection in one step; none where there is no projection. */
export function work(map: LinearMap | undefined): Work {
  if (!map) return {macs: 0, paddedMacs: 0, weights: 0, reuse: 0};
  const macs = synapses(map), weights = sizeOf(map.weights);
  return {macs, paddedMacs: map.fanIn * sizeOf(map.output), weights, reuse: weights === 0 ? 0 : macs / weights};
}

/** Synapses of a projection, edge-exact. */
export function synapses(map: LinearMap): number {
  let sum = 0;
  for (let i = 0, size = sizeOf(map.input); i < size; i++) sum += map.fanOut(i);
  return sum;
}

/** What does not depend on a run. */
export function still(net: Network, stage: Stage, gradedInput: boolean): Omit<LayerCounts, "arrivals" | "synaptic" | "spikes" | "clockedUpdates"> {
  const {index, path, node, output, map, sources} = stage;
  const graded = sources.some((source) => givesValues(net, source, gradedInput));
  return {stage: index, path, node: node.kind, units: sizeOf(output), fanIn: map?.fanIn ?? 0, graded, stateWords: stateWords(net, stage), ...work(map)};
}

/** Whether a source gives values rather than spikes. Loops close through delays, which hear spikes of a population first. */
function givesValues(net: Network, source: number, gradedInput: boolean, seen: readonly number[] = []): boolean {
  if (source === INPUT) return gradedInput;
  if (seen.includes(source)) return false;
  const {population, choice, routes, sources} = net.stages[source]!;
  if (population) return population.graded === true;
  if (choice || routes) return sources.some((each) => givesValues(net, each, gradedInput, [...seen, source]));
  return true;
}

/** Fields of a state that a simulator keeps for its own clock: no chip holds them. */
const CLOCKS = ["last", "rest", "left", "held", "fired"];

/** Words for each unit. */
function stateWords(net: Network, {index, output, population}: Stage): number {
  if (!population) return 0;
  const before = net.stages[index - 1], synapse = before?.folded && isSynapse(before.node) ? before.node : undefined;
  // The feeder `b` of a current stands still unless a spike charges it.
  const idle = synapse?.jump[1] === 0 ? [...CLOCKS, "b"] : CLOCKS;
  // All units, since constants may differ from channel to channel.
  const units = sizeOf(output), state: object = population.start(units);
  return Object.entries(state).reduce((words, [name, value]) => words + (idle.includes(name) ? 0 : wordsOf(value)), 0) / units;
}

function wordsOf(value: unknown): number {
  if (value instanceof Float64Array) return value.length;
  return Array.isArray(value) ? value.reduce((sum: number, each: unknown) => sum + wordsOf(each), 0) : 0;
}
