/** @file A queue for events that leave in the order in which they come: a ring in one typed array that grows. */
import type {EventQueue} from "./event-queue.ts";

/** An event lies together in memory, as its time, its unit and its amount. */
const CELLS = 3;

/**
 * An empty queue, for a delay that is the same for all: every push must be later than the one before, or at the same
 * time of a later unit. Pushes and takes cost the same however many wait.
 *
 * @param capacity a power of 2
 */
export function eventLine(capacity = 1024): EventQueue {
  let ring = new Float64Array(CELLS * capacity), last = capacity - 1, head = 0, size = 0;
  const grow = (): void => {
    const wider = new Float64Array(2 * ring.length), front = ring.subarray(CELLS * head);
    wider.set(front);
    wider.set(ring.subarray(0, CELLS * head), front.length);
    ring = wider;
    last = 2 * last + 1;
    head = 0;
  };
  const self: EventQueue = {
    get size() { return size; },
    unit: 0, amount: 0,
    first: () => (size === 0 ? Infinity : ring[CELLS * head]!),
    push(time, unit, amount) {
      if (size > last) grow();
      const at = CELLS * ((head + size++) & last);
      ring[at] = time;
      ring[at + 1] = unit;
      ring[at + 2] = amount;
    },
    take() {
      self.unit = ring[CELLS * head + 1]!;
      self.amount = ring[CELLS * head + 2]!;
      head = (head + 1) & last;
      size--;
    }
  };
  return self;
}
