/** @file Membranes without a leak, followed from input spike to input spike: only those that were reached are looked at. */
import type {LinearMap, Signal} from "../../model/node.ts";
import type {Leaky} from "../../model/neurons/leaky.ts";
import {afterSpike} from "../../model/neurons/reset.ts";
import {sizeOf} from "../../tensor/shape.ts";

/** Membranes of units that fire once. */
export interface Integrating {
  /** The units that `fire` found, and for each by its place in the field its membrane after the spike and its input. */
  readonly units: Uint32Array;
  readonly v: Signal;
  readonly drive: Signal;
  /** A new run with these weights. */
  start(w: Float64Array): void;
  /** The weights have changed. */
  turn(w: Float64Array): void;
  /** Input `i` spikes with size `x`. */
  take(i: number, x: number): void;
  /** Ends the step: adds up what came in, and returns how many units fire. */
  fire(): number;
}

/** The same sums as `v ← v + jump · (W x)` of all units, in the same order. */
export function integrating(map: LinearMap, {jump, start, threshold, reset, rest}: Leaky): Integrating {
  const size = sizeOf(map.output), {blocks} = map, stride = blocks.stride;
  // Block by block, as the columns add: the units of one place lie together.
  const u = new Float64Array(size), sums = new Float64Array(size), fired = new Uint8Array(size), v = new Float64Array(size), drive = new Float64Array(size), units = new Uint32Array(size);
  const inputs = sizeOf(map.input), x = new Float64Array(inputs), arrived = new Uint32Array(inputs);
  let columns = map.columns(new Float64Array(sizeOf(map.weights))), count = 0;
  return {
    units, v, drive,
    start(w) {
      u.fill(start);
      fired.fill(0);
      x.fill(0);
      count = 0;
      columns = map.columns(w);
    },
    turn: (w) => { columns = map.columns(w); },
    take(i, amount) {
      if (x[i] === 0) arrived[count++] = i;
      x[i]! += amount;
    },
    fire() {
      const {reached} = columns, blocksReached = columns.add({x, units: arrived, count}, sums);
      for (let k = 0; k < count; k++) x[arrived[k]!] = 0;
      count = 0;
      let found = 0;
      for (let k = 0; k < blocksReached; k++) {
        const block = reached[k]!, from = (block * blocks.size) | 0, end = (from + blocks.size) | 0, first = blocks.first(block);
        for (let at = from; at < end; at = (at + 1) | 0) {
          const input = sums[at]!, now = u[at]! + jump * input;
          sums[at] = 0;
          u[at] = now;
          if (now < threshold || fired[at] === 1) continue;
          const unit = first + (at - from) * stride;
          fired[at] = 1;
          units[found++] = unit;
          v[unit] = afterSpike(reset, now, threshold, rest);
          drive[unit] = input;
        }
      }
      return found;
    }
  };
}
