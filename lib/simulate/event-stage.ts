/** @file One stage without a clock: what it does at an instant with what has arrived. */
import type {Blocks, LinearMap, Membranes, Population, Routes} from "../model/node.ts";
import type {Stage} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";
import {dueQueue} from "./due-queue.ts";
import type {EventQueue} from "./event-queue.ts";

/** What has arrived at a stage and not yet been dealt with: sums by unit, and which units. */
export interface Inbox {
  readonly x: Float64Array;
  readonly units: Uint32Array;
  readonly marked: Uint8Array;
  count: number;
}

export function inboxOf(size: number): Inbox {
  return {x: new Float64Array(size), units: new Uint32Array(size), marked: new Uint8Array(size), count: 0};
}

export function mark(inbox: Inbox, unit: number): void {
  if (inbox.marked[unit] === 1) return;
  inbox.marked[unit] = 1;
  inbox.units[inbox.count++] = unit;
}

export function arrive(inbox: Inbox, unit: number, amount: number): void {
  mark(inbox, unit);
  inbox.x[unit]! += amount;
}

/** The units in ascending order: sums are then made in the clock's order, and the bits agree. */
function ordered({units, count}: Inbox): Uint32Array {
  const present = units.subarray(0, count);
  for (let k = 1; k < count; k++) if (present[k]! < present[k - 1]!) return present.sort();
  return present;
}

function clear({x, units, marked, count}: Inbox): void {
  for (let k = 0; k < count; k++) {
    x[units[k]!] = 0;
    marked[units[k]!] = 0;
  }
}

/** How a stage passes spikes on. */
export type Emit = (unit: number, amount: number) => void;

export interface EventStage {
  readonly inbox: Inbox;
  readonly state?: Membranes;
  arrivals: number;
  synaptic: number;
  updates: number;
  /** When this stage acts by itself next, ms. */
  first(): number;
  /** Acts at `now`, with all that falls before `until`, a rounding error later. */
  act(now: number, until: number): void;
}

const never = (): number => Infinity;

/** A projection adds up the columns of all that arrived, then hands on what they reach, block by block. */
export function projecting(map: LinearMap, w: Float64Array, targets: readonly Inbox[], totals: Float64Array): EventStage {
  const inbox = inboxOf(sizeOf(map.input)), {blocks} = map, {size, stride} = blocks, add = map.columns(w);
  const reached = new Uint8Array(blocks.count), list = new Uint32Array(blocks.count), touched = new Uint32Array(blocks.count), firsts = new Uint32Array(blocks.count);
  const sums = new Float64Array(sizeOf(map.output)), keep = totals.length > 0;
  const self: EventStage = {
    inbox, arrivals: 0, synaptic: 0, updates: 0, first: never,
    act() {
      let count = 0;
      const arrived = ordered(inbox), {x} = inbox;
      for (let a = 0; a < arrived.length; a++) {
        const unit = arrived[a]!, n = map.touch(unit, touched);
        self.synaptic += add(unit, x[unit]!, sums);
        for (let k = 0; k < n; k++) {
          const block = touched[k]!;
          if (reached[block] === 1) continue;
          reached[block] = 1;
          list[count++] = block;
        }
      }
      self.arrivals += inbox.count;
      clear(inbox);
      inbox.count = 0;
      const present = list.subarray(0, count).sort();
      for (let k = 0; k < count; k++) firsts[k] = blocks.first(present[k]!);
      for (const target of targets) handOn(sums, present, firsts, blocks, target);
      for (let k = 0; k < count; k++) {
        const block = present[k]!, from = block * size;
        reached[block] = 0;
        if (keep) for (let j = 0; j < size; j++) totals[firsts[k]! + j * stride]! += sums[from + j]!;
        sums.fill(0, from, from + size);
      }
    }
  };
  return self;
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

/** A population fires what is due: by what arrived, or by itself. */
export function firing(population: Population, size: number, emit: Emit): EventStage {
  const relax = population.relax!, state = population.start(size), inbox = inboxOf(size);
  const due = new Float64Array(size), queue = dueQueue(size), sure = new Uint8Array(size), fired = new Uint32Array(size);
  const everyone = Uint32Array.from({length: size}, (_, i) => i);
  // Constant currents and starting membranes may fire a unit that nothing ever reaches.
  relax.advance(state, everyone, size, 0, inbox.x, due);
  for (let i = 0; i < size; i++) queue.set(i, due[i]!);
  const self: EventStage = {
    inbox, state, arrivals: 0, synaptic: 0, updates: 0,
    first: () => queue.first(),
    act(now, until) {
      self.arrivals += inbox.count;
      const forced = queue.first() <= until;
      while (queue.first() <= until) {
        const unit = queue.take();
        sure[unit] = 1;
        mark(inbox, unit);
      }
      const {units, marked, count, x} = inbox;
      relax.advance(state, units, count, now, x, due);
      self.updates += count;
      let spikes = 0;
      for (let k = 0; k < count; k++) {
        const unit = units[k]!;
        marked[unit] = 0;
        if (due[unit]! <= until || (forced && sure[unit] === 1)) fired[spikes++] = unit;
        else if (due[unit]! < Infinity || queue.size > 0) queue.set(unit, due[unit]!);
      }
      inbox.count = 0;
      if (spikes > 1) fired.subarray(0, spikes).sort();
      for (let k = 0; k < spikes; k++) {
        const unit = fired[k]!;
        let amount = 0, next = now;
        // A membrane that holds several thresholds gives as many spikes at once.
        for (; next <= until; amount++) next = relax.fire(state, unit, now);
        sure[unit] = 0;
        queue.set(unit, next);
        emit(unit, amount);
      }
    }
  };
  return self;
}

/** Puts spikes into the queue, to leave later. */
export function waiting({starts, to, times}: Routes, index: number, size: number, queue: EventQueue, emit: Emit): EventStage {
  const inbox = inboxOf(size);
  const self: EventStage = {
    inbox, arrivals: 0, synaptic: 0, updates: 0, first: never,
    act(now) {
      self.arrivals += inbox.count;
      for (const unit of ordered(inbox)) {
        for (let k = starts[unit]!; k < starts[unit + 1]!; k++) {
          if (times[k] === 0) emit(to[k]!, inbox.x[unit]!);
          else queue.push(now + times[k]!, index, to[k]!, inbox.x[unit]!);
        }
      }
      clear(inbox);
      inbox.count = 0;
    }
  };
  return self;
}

export function choosing(chooser: NonNullable<Stage["choice"]>, size: number, emit: Emit): EventStage {
  const inbox = inboxOf(size), choice = chooser.start();
  const self: EventStage = {
    inbox, arrivals: 0, synaptic: 0, updates: 0, first: never,
    act(now) {
      self.arrivals += inbox.count;
      const units = ordered(inbox);
      choice.pick({x: inbox.x, units, count: inbox.count}, now, emit);
      clear(inbox);
      inbox.count = 0;
    }
  };
  return self;
}
