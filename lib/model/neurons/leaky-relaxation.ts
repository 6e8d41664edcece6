/** @file The leaky membrane from event to event: many units advanced at once, each over its own time. */
import type {Relaxation, Signal} from "../node.ts";
import {freeCrossing, freely, relaxed} from "./leaky.ts";
import type {Free, Leaky} from "./leaky.ts";
import type {LifState} from "./lif.ts";
import {afterSpike, TICK} from "./reset.ts";

/** Between jumps a leaky membrane moves towards its plateau and cannot turn, so one closed form finds every crossing. */
export function relaxation(cell: Leaky): Relaxation<LifState> {
  const {threshold, reset, rest: base, refractory, jump} = cell;
  const constant = cell.slope === 0;
  const next = (v: number, from: number): number => (v >= threshold ? from : constant ? Infinity : from + freeCrossing(cell, v));
  const peek = ({v, last, rest}: LifState, i: number, time: number): number => {
    const from = Math.max(last[i]!, rest[i]!);
    return time > from ? relaxed(cell, v[i]!, time - from) : v[i]!;
  };
  /** A unit that has rested since it was last reached: what arrives while it still rests is lost. */
  const release = (state: LifState, i: number, now: number, x: number): number => {
    const from = state.rest[i]!, resting = from - now > TICK, {decay, shift} = freely(cell, now - from);
    const moved = (now > from ? state.v[i]! * decay + shift : state.v[i]!) + (resting ? 0 : jump * x);
    state.v[i] = moved;
    return next(moved, resting ? from : now);
  };
  /** Units of equal age share one decay. Short loops over few arrays: the compiler keeps them in registers. */
  const move = (v: Float64Array, units: Uint32Array, first: number, end: number, {decay, shift}: Free, now: number, x: Signal, due: Float64Array): void => {
    for (let k = first; k < end; k++) {
      const i = units[k]!, moved = v[i]! * decay + shift + jump * x[i]!;
      v[i] = moved;
      due[i] = next(moved, now);
      x[i] = 0;
    }
  };
  return {
    peek,
    advance(state, units, count, now, x, due) {
      const {v, last} = state;
      for (let k = 0; k < count;) {
        const i = units[k]!, from = last[i]!, end = alike(state, units, k, Math.min(count, k + CHUNK), now);
        if (end > k) move(v, units, k, end, freely(cell, now - from), now, x, due);
        else {
          due[i] = release(state, i, now, x[i]!);
          last[i] = now;
          x[i] = 0;
        }
        k = Math.max(end, k + 1);
      }
    },
    fire({v, rest}, i, now) {
      v[i] = afterSpike(reset, v[i]!, threshold, base);
      rest[i] = refractory > 0 ? now + refractory : -Infinity;
      return next(v[i]!, Math.max(now, rest[i]!));
    }
  };
}

/** Units looked at and moved in one go: what they touch stays in the nearest cache. */
const CHUNK = 1024;

/** The end of the run of units from `first` on that were last reached at one time and have not rested since; they count as reached `now`. */
function alike({last, rest}: LifState, units: Uint32Array, first: number, end: number, now: number): number {
  const from = last[units[first]!]!;
  let k = first;
  for (; k < end; k++) {
    const i = units[k]!;
    if (last[i] !== from || rest[i]! > from) break;
    last[i] = now;
  }
  return k;
}
