/** @file How much the spikes that reach a layer may deviate from an even stream. */
import type {Network} from "../model/network.ts";
import type {LinearMap} from "../model/node.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";

/** The variance of what a whole unit's phase may be: evenly spread over one spike. */
const PHASE = 1 / 12;

/**
 * For each stage, the variance `Σ w² / 12` of what its units get from units that spike in some steps and not in all, given how often
 * each unit of a stage spiked. Held currents and biases come evenly.
 */
export function arrivalNoise(net: Network, weights: Weights): (counts: readonly (Float64Array | undefined)[], steps: number) => Float64Array[] {
  const squared = net.stages.map(({map, index}) => map && squares(map, weights[index]!.data));
  return (counts, steps) => {
    const given: Float64Array[] = [];
    return net.stages.map((stage): Float64Array => {
      const heard = new Float64Array(sizeOf(stage.input));
      for (const source of stage.sources) if (source !== INPUT) given[source]!.forEach((variance, i) => { heard[i]! += variance; });
      const own = counts[stage.index];
      given[stage.index] = squared[stage.index]?.(heard) ?? (own && stage.sources.length > 0 ? own.map((n) => (n > 0 && n < steps ? PHASE : 0)) : new Float64Array(sizeOf(stage.output)));
      return heard;
    });
  };
}

/** `y = Σ w² x`, of learned weights or of those that a map keeps to itself. */
function squares(map: LinearMap, w: Float64Array): (x: Float64Array) => Float64Array {
  const size = sizeOf(map.output);
  if (w.length > 0) {
    const w2 = w.map((each) => each * each);
    return (x) => { const y = new Float64Array(size); map.apply(w2, x, y); return y; };
  }
  const columns = Array.from({length: sizeOf(map.input)}, (_, i) => columnOf(map, i));
  return (x) => {
    const y = new Float64Array(size);
    columns.forEach(({units, amounts}, i) => units.forEach((unit, k) => { y[unit]! += x[i]! * amounts[k]! ** 2; }));
    return y;
  };
}

function columnOf(map: LinearMap, i: number): {units: number[]; amounts: number[]} {
  const y = new Float64Array(sizeOf(map.output)), list = new Uint32Array(map.blocks.count), units: number[] = [];
  map.scatter(new Float64Array(0), i, 1, y);
  for (const block of list.subarray(0, map.touch(i, list))) {
    for (let j = 0; j < map.blocks.size; j++) units.push(map.blocks.first(block) + j * map.blocks.stride);
  }
  return {units, amounts: units.map((unit) => y[unit]!)};
}
