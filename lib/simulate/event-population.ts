/** @file A population without a clock: it fires what is due, by what arrived, or by itself. */
import type {Population} from "../model/node.ts";
import {dueQueue} from "./due-queue.ts";
import type {DueQueue} from "./due-queue.ts";
import type {Emit, EventStage} from "./event-stage.ts";
import {inboxOf, mark} from "./inbox.ts";
import type {Inbox} from "./inbox.ts";
import type {Order} from "./order.ts";
import {arranged} from "./order.ts";

/** When the units of a population are due, and which of them fire now. */
interface Dues {
  readonly due: Float64Array;
  readonly queue: DueQueue;
  /** Units that the queue said are due now: they fire, whatever rounding makes of them. */
  readonly sure: Uint8Array;
  readonly fired: Uint32Array;
}

/** A population, its units in any order; it emits them in their own. */
export function firing(population: Population, order: Order, emit: Emit): EventStage {
  const relax = population.relax!, size = order.units.length, state = arranged(population.start(size), order), inbox = inboxOf(size);
  const dues = {due: new Float64Array(size), queue: dueQueue(size), sure: new Uint8Array(size), fired: new Uint32Array(size)}, {due, queue, sure, fired} = dues;
  const fire = (unit: number, now: number, until: number): void => {
    const place = order.places[unit]!;
    let amount = 0, next = now;
    // A membrane that holds several thresholds gives as many spikes at once.
    for (; next <= until; amount++) next = relax.fire(state, place, now);
    sure[place] = 0;
    queue.set(place, next);
    emit(unit, amount);
  };
  const self: EventStage = {
    inbox, order, state, arrivals: 0, synaptic: 0, updates: 0,
    first: () => queue.first(),
    act(now, until) {
      self.arrivals += inbox.count;
      if (queue.first() <= until) takeDue(dues, inbox, until);
      relax.advance(state, inbox.units, inbox.count, now, inbox.x, due);
      self.updates += inbox.count;
      const spikes = sift(dues, inbox, order, until);
      inbox.count = 0;
      if (spikes > 1) fired.subarray(0, spikes).sort();
      for (let k = 0; k < spikes; k++) fire(fired[k]!, now, until);
    }
  };
  // Constant currents and starting membranes may fire a unit that nothing ever reaches.
  relax.advance(state, order.units, size, 0, inbox.x, due);
  for (let place = 0; place < size; place++) if (due[place]! < Infinity) queue.set(place, due[place]!);
  return self;
}

/** Puts the units that are due by `until` among those that something reached. */
function takeDue({queue, sure}: Dues, inbox: Inbox, until: number): void {
  while (queue.first() <= until) {
    const place = queue.take();
    sure[place] = 1;
    mark(inbox, place);
  }
}

/** Writes the units that fire by `until` into `fired` and returns how many; the others of the inbox wait until they are due. */
function sift({due, queue, sure, fired}: Dues, {units, marked, count}: Inbox, order: Order, until: number): number {
  let spikes = 0, waiting = queue.size > 0;
  for (let k = 0; k < count; k++) {
    const place = units[k]!;
    marked[place] = 0;
    if (due[place]! <= until || sure[place] === 1) fired[spikes++] = order.units[place]!;
    else if (waiting || due[place]! < Infinity) {
      queue.set(place, due[place]!);
      waiting = true;
    }
  }
  return spikes;
}
