/** @file Synaptic scaling: all weights on to a unit grow or shrink together until it fires as it should. */
import {positive} from "../../model/door.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {hearerOf, projectionOf} from "../stage-of.ts";
import type {NodePath} from "../stage-of.ts";
import {count, measured, over, tally} from "./groups.ts";
import type {Tally} from "./groups.ts";
import type {Regulator} from "./hold-rate.ts";

export interface SynapticScalingOptions {
  /** The projection whose weights are scaled. */
  readonly node: NodePath;
  readonly targetHz: number;
  /** What 1 Hz of error takes from the logarithm of a weight, once a window. */
  readonly rate: number;
  /** Window over which a rate is measured, ms; windows go on from one run to the next. */
  readonly every?: number;
  /** Between which weights stay, if anything is to hold them. */
  readonly bounds?: readonly [number, number];
}

/**
 * Scales the weights of each output channel (each unit of a dense projection): every `every` ms `w ← w e^(-rate (r - target))`, `r` the mean
 * rate of its units. Their ratios stay, so what was learned stays. It is a gain on the input, and settles as one (`heldGain`).
 *
 * @throws RangeError if a number is not positive and, in a run, where nothing learns or fires.
 * @see Turrigiano, Leslie, Desai, Rutherford and Nelson, Nature 391 (1998), 892.
 */
export function synapticScaling({node, targetHz, rate, every = 100, bounds: [low, high] = [-Infinity, Infinity]}: SynapticScalingOptions): Regulator {
  const name = "homeostasis.synapticScaling";
  positive(name, "targetHz", targetHz, "Hz");
  positive(name, "rate", rate, "per Hz");
  positive(name, "every", every, "ms");
  if (!(low < high)) throw new RangeError(`${name}: bounds must be two numbers, the lower first, got [${low}, ${high}]`);
  let held: {self: Tally; layer: number; size: number; levels: Float64Array; last: Float64Array} | undefined;
  return {
    name,
    levels: () => held?.levels.slice() ?? new Float64Array(0),
    ratesHz: () => held?.last.slice() ?? new Float64Array(0),
    update({net, dt, outputs}, weights) {
      if (held?.self.net !== net) {
        const layer = projectionOf(name, net, node), self = tally(name, net, hearerOf(name, net, layer), "map");
        held = {self, layer: layer.index, size: sizeOf(layer.map.weights) / self.groups, levels: new Float64Array(self.groups), last: new Float64Array(self.groups)};
      }
      const {self, layer, size, levels} = held;
      count(self, outputs[self.stage.index]!);
      self.elapsed += dt;
      if (!over(self.elapsed, every)) return;
      held.last = measured(self);
      const {data} = weights[layer]!;
      for (let g = 0; g < levels.length; g++) {
        const change = -rate * (held.last[g]! - targetHz), factor = Math.exp(change);
        levels[g]! += change;
        for (let k = g * size; k < (g + 1) * size; k++) data[k] = Math.min(high, Math.max(low, data[k]! * factor));
      }
    }
  };
}
