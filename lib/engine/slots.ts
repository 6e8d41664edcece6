/** @file Where a machine keeps things: addresses given out once, and slots that hold a signal over time. */
import {unitsOf, wordsOf} from "./passes.ts";
import type {Field} from "./passes.ts";

/** Addresses one after the other, each on a line of 64 bytes with room behind it for vectors that read too far. */
export interface Room {
  take(bytes: number): number;
  readonly size: number;
}

export function room(first = 2048): Room {
  let next = first;
  return {
    take(bytes) {
      const at = next;
      next += Math.ceil((bytes + 64) / 64) * 64;
      return at;
    },
    get size() { return next; }
  };
}

/** A signal over time: a lot of bits or singles for each step; or fewer, which are written anew in their turn; or one (`pitch` 0). */
export interface Slot {
  readonly field: Field;
  readonly form: "bits" | "values";
  readonly base: number;
  /** Bytes from one step to the next. */
  readonly pitch: number;
  readonly lots: number;
  /** The same at every step. */
  readonly still: boolean;
}

export interface SlotOptions {
  readonly form: Slot["form"];
  /** How many steps are kept; 1 keeps the last. */
  readonly kept: number;
  readonly still?: boolean;
}

/** Bytes of one step, whole words of 32 units. */
export const bytesOf = (field: Field, form: Slot["form"]): number => wordsOf(field) * (form === "bits" ? 4 : 128);

/** Steps lie so far apart that those of one unit do not share their few lines of the first cache, bytes. */
const APART = 128;

export function slot(rooms: Room, field: Field, {form, kept, still = false}: SlotOptions): Slot {
  const size = Math.ceil(bytesOf(field, form) / 16) * 16 + (form === "values" && kept > 1 ? APART : 0);
  return {field, form, base: rooms.take(size * kept), pitch: kept === 1 ? 0 : size, lots: kept, still};
}

export const at = ({base, pitch, lots}: Slot, t: number): number => base + pitch * (t % lots);

/** One bit for each unit that exists: not for channels that were filled up, nor behind the last unit. */
export function maskOf(field: Field): Uint32Array {
  const mask = new Uint32Array(wordsOf(field)), {padded, channels} = field;
  for (let unit = 0; unit < unitsOf(field); unit++) if (unit % padded < channels) mask[unit >> 5]! |= 1 << (unit & 31);
  return mask;
}
