/** @file What has arrived at a stage without a clock: sums by place, and which places. */

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
export function ordered({units, count}: Inbox): Uint32Array {
  const present = units.subarray(0, count);
  for (let k = 1; k < count; k++) if (present[k]! < present[k - 1]!) return present.sort();
  return present;
}

export function clear(inbox: Inbox): void {
  const {x, units, marked, count} = inbox;
  for (let k = 0; k < count; k++) {
    x[units[k]!] = 0;
    marked[units[k]!] = 0;
  }
  inbox.count = 0;
}
