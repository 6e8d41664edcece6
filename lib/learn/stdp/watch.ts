/** @file Alarms: which maps of a learning layer have fallen silent, which fire at everything, which weights have nowhere left to go. */
import type {Weights} from "../../model/weights.ts";
import type {Frame} from "../../simulate/frames.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {hearerOf, named, projectionOf} from "../stage-of.ts";
import type {NodePath} from "../stage-of.ts";

export interface WatchOptions {
  /** The projection that learns. */
  readonly node: NodePath;
  readonly bounds?: readonly [number, number];
  /** A map is saturated if a larger part than this of its units fires in a mean run, each unit counted once. */
  readonly busiest?: number;
}

/** What a map did since the watch began. */
export interface MapReport {
  readonly map: number;
  readonly spikes: number;
  /** The part of its units that fired at least once in a mean run. */
  readonly active: number;
  /** The mean place of its weights between their bounds, 0 to 1. */
  readonly mean: number;
  /** The part of its weights within 1 % of a bound. */
  readonly settled: number;
  readonly verdict: "silent" | "saturated" | "learning" | "settled";
  /** A sentence where something is wrong. */
  readonly warning?: string;
}

export interface Watch {
  update(frame: Frame, weights: Weights): void;
  /** One row a map. @throws RangeError if no frame has been seen. */
  report(): MapReport[];
}

/**
 * Watches a learning layer beside its rule. A map is *silent* if it never fired; *saturated* if more than `busiest` of its units fire
 * in a mean run, or all its weights stand at the top; *settled* if nine tenths of its weights stand at a bound.
 *
 * @throws RangeError if `busiest` does not lie from 0 to 1, or (in a run) the node cannot learn.
 */
export function watch({node, bounds: [low, high] = [0, 1], busiest = 0.5}: WatchOptions): Watch {
  if (!(busiest >= 0 && busiest <= 1)) throw new RangeError(`watch: busiest must lie from 0 to 1, got ${busiest}`);
  let seen: {layer: string; index: number; maps: number; spikes: Float64Array; fired: Uint8Array; active: Float64Array; runs: number; w: Float64Array} | undefined;
  return {
    update(frame, weights) {
      const layer = projectionOf("watch", frame.net, node), hearer = hearerOf("watch", frame.net, layer), y = frame.outputs[hearer.index]!, maps = layer.output[0]!;
      seen ??= {layer: named(layer), index: layer.index, maps, spikes: new Float64Array(maps), fired: new Uint8Array(y.length), active: new Float64Array(maps), runs: 0, w: new Float64Array(0)};
      if (frame.step === 0) { seen.fired.fill(0); seen.runs++; }
      const places = sizeOf(layer.output) / maps;
      for (let i = 0; i < y.length; i++) {
        if (y[i] === 0) continue;
        const map = Math.floor(i / places);
        seen.spikes[map]! += y[i]!;
        if (seen.fired[i] === 0) seen.active[map]! += 1 / places;
        seen.fired[i] = 1;
      }
      seen.w = weights[layer.index]!.data;
    },
    report() {
      if (!seen) throw new RangeError("watch: must have seen at least one frame, got none");
      const {layer, maps, spikes, active, runs, w} = seen, size = w.length / maps;
      return Array.from({length: maps}, (_, map) => {
        const places = Array.from(w.subarray(map * size, (map + 1) * size), (each) => (each - low) / (high - low));
        const row = {map, spikes: spikes[map]!, active: active[map]! / runs, mean: places.reduce((a, b) => a + b, 0) / size, settled: places.filter((u) => u < 0.01 || u > 0.99).length / size};
        return {...row, ...judged(row, places.every((u) => u > 0.99), busiest, layer)};
      });
    }
  };
}

function judged({map, spikes, active, settled}: Pick<MapReport, "map" | "spikes" | "active" | "settled">, full: boolean, busiest: number, layer: string): Pick<MapReport, "verdict" | "warning"> {
  if (spikes === 0) return {verdict: "silent", warning: `map ${map} of ${layer} has never fired: it cannot learn; raise its weights, lower its threshold, or let homeostasis do so`};
  if (full) return {verdict: "saturated", warning: `map ${map} of ${layer} has all its weights at the top: it answers to anything; raise depression over potentiation, or let maps compete`};
  if (active > busiest) return {verdict: "saturated", warning: `map ${map} of ${layer} fires at ${(100 * active).toFixed(0)} % of its places: it answers to nearly anything; raise its threshold`};
  return {verdict: settled >= 0.9 ? "settled" : "learning"};
}
