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
  /** Units that the queue gave, then units that fire. */
  readonly list: Uint32Array;
}

/** A population, its units in any order; it emits them in their own. */
export function firing(population: Population, order: Order, emit: Emit): EventStage {
  const relax = population.relax!, size = order.units.length, state = arranged(population.start(size), order), inbox = inboxOf(size);
  const due = new Float64Array(size), queue = dueQueue(size), list = new Uint32Array(size), dues = {due, queue, list};
  const fire = (unit: number, now: number, until: number): void => {
    const place = order.places[unit]!;
    let amount = 0, next = now;
    // A membrane that holds several thresholds gives as many spikes at once.
    for (; next <= until; amount++) next = relax.fire(state, place, now);
    queue.set(place, next);
    emit(unit, amount);
  };
  const self: EventStage = {
    inbox, order, state, arrivals: 0, synaptic: 0, updates: 0,
    first: () => queue.first(),
    act(now, until) {
      self.arrivals += inbox.count;
      const taken = takeDue(dues, inbox, until);
      relax.advance(state, inbox.units, inbox.count, now, inbox.x, due);
      // What the queue said is due now fires, whatever rounding makes of it.
      for (let k = 0; k < taken; k++) due[list[k]!] = now;
      self.updates += inbox.count;
      const spikes = sift(dues, inbox, order, until);
      inbox.count = 0;
      if (spikes > 1) list.subarray(0, spikes).sort();
      for (let k = 0; k < spikes; k++) fire(list[k]!, now, until);
    }
  };
  // Constant currents and starting membranes may fire a unit that nothing ever reaches.
  relax.advance(state, order.units, size, 0, inbox.x, due);
  for (let place = 0; place < size; place++) if (due[place]! < Infinity) queue.set(place, due[place]!);
  return self;
}

/** Lists the units that are due by `until`, puts them among those that something reached, and returns how many they are. */
function takeDue({queue, list}: Dues, inbox: Inbox, until: number): number {
  let taken = 0;
  for (; queue.first() <= until; taken++) {
    const place = list[taken] = queue.take();
    mark(inbox, place);
  }
  return taken;
}

/** Lists the units that fire by `until` and returns how many; the others of the inbox wait until they are due. */
function sift({due, queue, list}: Dues, {units, marked, count}: Inbox, order: Order, until: number): number {
  let spikes = 0, waiting = queue.size > 0;
  for (let k = 0; k < count; k++) {
    const place = units[k]!, when = due[place]!;
    marked[place] = 0;
    if (when <= until) list[spikes++] = order.units[place]!;
    else if (waiting || when < Infinity) {
      queue.set(place, when);
      waiting = true;
    }
  }
  return spikes;
}
