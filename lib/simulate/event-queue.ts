/** @file A priority queue of events in one typed array: a four-way heap that grows, 24 bytes an event. */

/** Events by time; of equal times, by unit. */
export interface EventQueue {
  readonly size: number;
  push(time: number, unit: number, amount: number): void;
  /** The earliest time, `Infinity` if empty. */
  first(): number;
  /** Takes out the earliest event: its unit and amount stand in the fields below until the next `take`. */
  take(): void;
  unit: number;
  amount: number;
}

const WAYS = 4;
/** An event lies together in memory, as its time, its unit and its amount: the heap's cost is in fetching them. */
const CELLS = 3;

/** An empty queue. Pushes and takes are `O(log size)` and allocate only when it doubles. */
export function eventQueue(capacity = 1024): EventQueue {
  let heap = new Float64Array(CELLS * capacity), size = 0;
  const grow = (): void => {
    const wider = new Float64Array(2 * heap.length);
    wider.set(heap);
    heap = wider;
  };
  const move = (from: number, to: number): void => {
    heap[to] = heap[from]!;
    heap[to + 1] = heap[from + 1]!;
    heap[to + 2] = heap[from + 2]!;
  };
  const settle = (at: number, time: number, unit: number, amount: number): void => {
    heap[at] = time;
    heap[at + 1] = unit;
    heap[at + 2] = amount;
  };
  const earlier = (time: number, unit: number, at: number): boolean => time < heap[at]! || (time === heap[at]! && unit < heap[at + 1]!);
  /** The earliest of the events `from` up to and without `end`. */
  const earliest = (from: number, end: number): number => {
    let least = CELLS * from;
    for (let at = least + CELLS; at < CELLS * end; at += CELLS) if (earlier(heap[at]!, heap[at + 1]!, least)) least = at;
    return least;
  };
  const self: EventQueue = {
    get size() { return size; },
    unit: 0, amount: 0,
    first: () => (size === 0 ? Infinity : heap[0]!),
    push(time, unit, amount) {
      if (CELLS * size === heap.length) grow();
      let k = size++;
      for (; k > 0; k = (k - 1) >> 2) {
        const parent = CELLS * ((k - 1) >> 2);
        if (!earlier(time, unit, parent)) break;
        move(parent, CELLS * k);
      }
      settle(CELLS * k, time, unit, amount);
    },
    take() {
      self.unit = heap[1]!;
      self.amount = heap[2]!;
      const last = CELLS * --size;
      let at = 0;
      for (let child = 1; child < size; child = WAYS * (at / CELLS) + 1) {
        const least = earliest(child, Math.min(child + WAYS, size));
        if (earlier(heap[last]!, heap[last + 1]!, least)) break;
        move(least, at);
        at = least;
      }
      move(last, at);
    }
  };
  return self;
}
