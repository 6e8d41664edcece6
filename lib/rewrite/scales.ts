/** @file Which signals of a network share one scale when rates up to 1 take the place of its values. */
import type {Network} from "../model/network.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";

/** Whether a stage has weights of its own, so that its output may have another scale than its input. */
export const learns = ({map}: Stage): boolean => map !== undefined && sizeOf(map.weights) > 0;

/** Scales are shared along all that cannot rescale. */
export interface Scales {
  /** The group of what a stage gives (-1: the input). */
  of(stage: number): number;
  /** The group of what a stage hears. */
  heard(stage: Stage): number;
}

/**
 * Groups of signals: what adds up, what passes a pool, a delay or a rectifier keeps its scale; only weights change it.
 */
export function scalesOf(net: Network): Scales {
  const parent = Array.from({length: net.stages.length + 1}, (_, k) => k);
  const find = (k: number): number => (parent[k] === k ? k : (parent[k] = find(parent[k]!)));
  const join = (a: number, b: number): void => { parent[find(a + 1)] = find(b + 1); };
  for (const stage of net.stages) {
    const [first, ...rest] = stage.sources;
    for (const other of rest) join(first!, other);
    if (first !== undefined && !learns(stage)) join(first, stage.index);
  }
  for (const other of net.outputs.slice(1)) join(net.outputs[0]!, other);
  return {of: (stage) => find(stage + 1), heard: ({sources}) => find((sources[0] ?? INPUT) + 1)};
}
