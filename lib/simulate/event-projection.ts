/** @file A projection without a clock: the columns of all spikes of an instant, added up at once. */
import type {Blocks, LinearMap} from "../model/node.ts";
import {sizeOf} from "../tensor/shape.ts";
import {never} from "./event-stage.ts";
import type {EventStage} from "./event-stage.ts";
import {clear, inboxOf, ordered} from "./inbox.ts";
import type {Inbox} from "./inbox.ts";

/** Where the sums of a projection are made, block by block, and what becomes of those that were reached. */
export interface Sums {
  readonly sums: Float64Array;
  pass(reached: Uint32Array, count: number): void;
}

/** A projection adds up the columns of all that arrived, then hands on what they reach. */
export function projecting(map: LinearMap, w: Float64Array, {sums, pass}: Sums): EventStage {
  const inbox = inboxOf(sizeOf(map.input)), columns = map.columns(w);
  const self: EventStage = {
    inbox, arrivals: 0, synaptic: 0, updates: 0, first: never,
    act() {
      const units = ordered(inbox), {x, count} = inbox;
      for (let k = 0; k < count; k++) self.synaptic += map.fanOut(units[k]!);
      self.arrivals += count;
      const reached = columns.add({x, units, count}, sums);
      clear(inbox);
      pass(columns.reached, reached);
    }
  };
  return self;
}

/** Sums made where they are wanted: in the inbox of the only hearer, whose units lie block by block. */
export function sumsInPlace({size}: Blocks, inbox: Inbox): Sums {
  const {x, units, marked} = inbox;
  return {
    sums: x,
    pass(reached, count) {
      let present = inbox.count;
      for (let k = 0; k < count; k++) {
        for (let place = reached[k]! * size, end = place + size; place < end; place++) {
          units[present++] = place;
          marked[place] = 1;
        }
      }
      inbox.count = present;
    }
  };
}

/** Sums of the projection's own, added to every hearer's inbox and to what the stage gave in total (empty where nobody asks). */
export function sumsApart(blocks: Blocks, hearers: readonly Inbox[], totals: Float64Array): Sums {
  const {size, stride} = blocks, sums = new Float64Array(blocks.count * size), firsts = new Uint32Array(blocks.count);
  return {
    sums,
    pass(reached, count) {
      const present = reached.subarray(0, count).sort();
      for (let k = 0; k < count; k++) firsts[k] = blocks.first(present[k]!);
      for (const hearer of hearers) handOn(sums, present, firsts, blocks, hearer);
      for (let k = 0; k < count; k++) {
        const from = present[k]! * size;
        if (totals.length > 0) for (let j = 0; j < size; j++) totals[firsts[k]! + j * stride]! += sums[from + j]!;
        sums.fill(0, from, from + size);
      }
    }
  };
}

/** Blocks turned at once: their sums stay in the nearest cache while units are visited in rows. */
const TILE = 32;

/** Adds sums that lie block by block to an inbox that lies unit by unit. */
function handOn(sums: Float64Array, present: Uint32Array, firsts: Uint32Array, {size, stride}: Blocks, target: Inbox): void {
  const {x, units, marked} = target;
  let count = target.count;
  for (let tile = 0; tile < present.length; tile += TILE) {
    const end = Math.min(tile + TILE, present.length);
    for (let j = 0; j < size; j++) {
      for (let k = tile; k < end; k++) {
        const unit = firsts[k]! + j * stride;
        x[unit]! += sums[present[k]! * size + j]!;
        if (marked[unit] === 0) {
          marked[unit] = 1;
          units[count++] = unit;
        }
      }
    }
  }
  target.count = count;
}
