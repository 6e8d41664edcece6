/** @file One stage without a clock: what it does at an instant with what has arrived. */
import type {Membranes, Routes} from "../model/node.ts";
import type {Stage} from "../model/wiring.ts";
import {eventLine} from "./event-line.ts";
import {eventQueue} from "./event-queue.ts";
import {clear, inboxOf, ordered} from "./inbox.ts";
import type {Inbox} from "./inbox.ts";
import type {Order} from "./order.ts";

/** How a stage passes spikes on. */
export type Emit = (unit: number, amount: number) => void;

export interface EventStage {
  readonly inbox: Inbox;
  /** The state of a population, and in which order its units lie there and in the inbox. */
  readonly state?: Membranes;
  readonly order?: Order;
  arrivals: number;
  synaptic: number;
  updates: number;
  /** When this stage acts by itself next, ms. */
  first(): number;
  /** Before any stage acts: what is on its way and due by `until` arrives. */
  arrive?(until: number): void;
  /** Acts at `now`, with all that falls before `until`, a rounding error later. */
  act(now: number, until: number): void;
}

export const never = (): number => Infinity;

/** Keeps spikes, to let them go later. */
export function waiting(routes: Routes, size: number, emit: Emit): EventStage {
  const {starts, to, times} = routes, inbox = inboxOf(size), queue = alike(routes) ? eventLine() : eventQueue();
  const self: EventStage = {
    inbox, arrivals: 0, synaptic: 0, updates: 0,
    first: queue.first,
    arrive(until) {
      while (queue.first() <= until) {
        queue.take();
        emit(queue.unit, queue.amount);
      }
    },
    act(now) {
      self.arrivals += inbox.count;
      for (const unit of ordered(inbox)) {
        for (let k = starts[unit]!; k < starts[unit + 1]!; k++) {
          if (times[k] === 0) emit(to[k]!, inbox.x[unit]!);
          else queue.push(now + times[k]!, to[k]!, inbox.x[unit]!);
        }
      }
      clear(inbox);
    }
  };
  return self;
}

/** Whether what comes first also leaves first: one time for all, and routes that do not cross. */
function alike({to, times}: Routes): boolean {
  for (let k = 1; k < times.length; k++) if (times[k] !== times[0] || to[k]! <= to[k - 1]!) return false;
  return true;
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
    }
  };
  return self;
}
