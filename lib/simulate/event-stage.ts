/** @file One stage without a clock: what it does at an instant with what has arrived. */
import type {Membranes, Routes} from "../model/node.ts";
import type {Stage} from "../model/wiring.ts";
import type {EventQueue} from "./event-queue.ts";
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
  /** Acts at `now`, with all that falls before `until`, a rounding error later. */
  act(now: number, until: number): void;
}

export const never = (): number => Infinity;

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
    }
  };
  return self;
}
