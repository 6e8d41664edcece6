/** @file Membranes without a leak, followed from input spike to input spike: only those that were reached are looked at. In WebAssembly, in doubles. */
import type {LinearMap, MakeRows, Signal} from "../../model/node.ts";
import type {Leaky} from "../../model/neurons/leaky.ts";
import {afterSpike} from "../../model/neurons/reset.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {twins} from "../../tensor/twins.ts";
import type {Twins} from "../../tensor/twins.ts";

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
  const size = sizeOf(map.output), {blocks} = map, {stride} = blocks, inputs = sizeOf(map.input);
  const {at, sums, u, fired, reached, found, inputsOf, adding, twin: {integrateRows}} = desk(sizeOf(map.weights), blocks.count, blocks.size);
  const v = new Float64Array(size), drive = new Float64Array(size), units = new Uint32Array(size), x = new Float64Array(inputs), arrived = new Uint32Array(inputs);
  let columns = map.columns(new Float64Array(sizeOf(map.weights)), adding), count = 0;
  return {
    units, v, drive,
    start(w) {
      u.fill(start);
      fired.fill(0);
      x.fill(0);
      count = 0;
      columns = map.columns(w, adding);
    },
    turn: (w) => { columns = map.columns(w, adding); },
    take(i, amount) {
      if (x[i] === 0) arrived[count++] = i;
      x[i]! += amount;
    },
    fire() {
      const blocksReached = columns.add({x, units: arrived, count}, sums);
      if (columns.reached !== reached) reached.set(columns.reached.subarray(0, blocksReached));
      for (let k = 0; k < count; k++) x[arrived[k]!] = 0;
      count = 0;
      const many = integrateRows(at.reached, blocksReached, blocks.size, at.sums, at.u, jump, threshold, at.fired, at.found);
      for (let k = 0; k < many; k++) {
        const place = found[4 * k]!, block = (place / blocks.size) | 0, unit = blocks.first(block) + (place - block * blocks.size) * stride;
        units[k] = unit;
        v[unit] = afterSpike(reset, u[place]!, threshold, rest);
        drive[unit] = inputsOf[2 * k + 1]!;
      }
      return many;
    }
  };
}

/** Rows that wait before they are added. */
const WAIT = 4096;

interface Desk {
  readonly twin: Twins;
  /** Where everything lies. */
  readonly at: Readonly<Record<"reached" | "sums" | "u" | "fired" | "found", number>>;
  /** Block by block, as the columns add: the units of one place lie together. */
  readonly sums: Float64Array;
  readonly u: Float64Array;
  readonly fired: Uint8Array;
  readonly reached: Uint32Array;
  /** Four words for each unit found, of which the first is its place, and the last two as one double what came in. */
  readonly found: Uint32Array;
  readonly inputsOf: Float64Array;
  readonly adding: MakeRows;
}

/** The memory of one layer, and the way to add rows in it; one copy of the weights at a time. */
function desk(weights: number, blocks: number, size: number): Desk {
  const count = blocks * size;
  let next = 64;
  const take = (bytes: number): number => {
    const first = next;
    next += Math.ceil(bytes / 16) * 16;
    return first;
  };
  const at = {w: take(8 * weights), sums: take(8 * count), u: take(8 * count), fired: take(count), reached: take(4 * blocks), found: take(16 * count), rows: take(16 * WAIT)};
  const twin = twins(next), {buffer} = twin.memory, reached = new Uint32Array(buffer, at.reached, blocks), met = new Uint8Array(blocks);
  const turned = new Float64Array(buffer, at.w, weights), addresses = new Uint32Array(buffer, at.rows, 4 * WAIT), amounts = new Float64Array(buffer, at.rows, 2 * WAIT);
  let waiting = 0, seen = 0;
  const flush = (): void => {
    twin.addRows(at.rows, waiting, size);
    waiting = 0;
  };
  return {
    twin, at, reached, fired: new Uint8Array(buffer, at.fired, count), sums: new Float64Array(buffer, at.sums, count), u: new Float64Array(buffer, at.u, count),
    found: new Uint32Array(buffer, at.found, 4 * count), inputsOf: new Float64Array(buffer, at.found, 2 * count),
    adding(w) {
      turned.set(w);
      return {
        reached,
        put(block, from, amount) {
          if (waiting === WAIT) flush();
          if (met[block] === 0) {
            met[block] = 1;
            reached[seen++] = block;
          }
          addresses[4 * waiting] = at.w + 8 * from;
          addresses[4 * waiting + 1] = at.sums + 8 * size * block;
          amounts[2 * waiting++ + 1] = amount;
        },
        settle() {
          flush();
          for (let k = 0; k < seen; k++) met[reached[k]!] = 0;
          const all = seen;
          seen = 0;
          return all;
        }
      };
    }
  };
}
