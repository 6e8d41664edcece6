/** @file A priority queue of units, each at most once, by when they are due: a binary heap with places. */

/** Units by due time. `set` moves a unit, or takes it out at `Infinity`. */
export interface DueQueue {
  readonly size: number;
  /** The earliest due time, `Infinity` if none. */
  first(): number;
  /** Takes out the unit that is due first. */
  take(): number;
  set(unit: number, due: number): void;
}

/** A queue for units `0 … capacity - 1`; all memory is taken at once, every change is `O(log size)`. */
export function dueQueue(capacity: number): DueQueue {
  const heap = new Uint32Array(capacity), place = new Int32Array(capacity).fill(-1), dues = new Float64Array(capacity);
  let size = 0;
  const before = (a: number, b: number): boolean => dues[a]! < dues[b]! || (dues[a] === dues[b] && a < b);
  const up = (unit: number, from: number): void => {
    let k = from;
    for (; k > 0; k = (k - 1) >> 1) {
      const parent = heap[(k - 1) >> 1]!;
      if (!before(unit, parent)) break;
      heap[k] = parent;
      place[parent] = k;
    }
    heap[k] = unit;
    place[unit] = k;
  };
  const down = (unit: number, from: number): void => {
    let k = from;
    for (let child = 2 * k + 1; child < size; child = 2 * k + 1) {
      if (child + 1 < size && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, unit)) break;
      heap[k] = heap[child]!;
      place[heap[k]!] = k;
      k = child;
    }
    heap[k] = unit;
    place[unit] = k;
  };
  const remove = (unit: number): void => {
    const k = place[unit]!, last = heap[--size]!;
    place[unit] = -1;
    if (last === unit) return;
    if (k > 0 && before(last, heap[(k - 1) >> 1]!)) up(last, k);
    else down(last, k);
  };
  return {
    get size() { return size; },
    first: () => (size === 0 ? Infinity : dues[heap[0]!]!),
    take() {
      const unit = heap[0]!;
      remove(unit);
      return unit;
    },
    set(unit, due) {
      const k = place[unit]!;
      if (due === Infinity) {
        if (k >= 0) remove(unit);
        return;
      }
      const earlier = k < 0 || due < dues[unit]!;
      dues[unit] = due;
      if (k < 0) up(unit, size++);
      else if (earlier) up(unit, k);
      else down(unit, k);
    }
  };
}
