/** @file The adjoint of the leaky membrane behind a synapse, solved jointly. */
import {spikeOf} from "../backstep.ts";
import type {BackstepOptions, Tape} from "../backstep.ts";
import type {Leaky} from "./leaky.ts";
import {relaxed} from "./leaky.ts";
import {fallOf} from "./reset-slope.ts";
import {TICK} from "./reset.ts";

const HELD = 1, ENDS = 2;

/** Entries of the joint propagator over a step: how `i` and `b` now reach `i` and `v` then. */
export interface Propagator {
  readonly ii: number;
  readonly ib: number;
  readonly bb: number;
  readonly vi: number;
  readonly vb: number;
}

/** The step in which a refractory time ends, of which only the last part is free: the membrane then, and how it hangs on what was before. */
export interface RestEnd {
  membrane(v: number, i: number, b: number): number;
  readonly decay: number;
  readonly vi: number;
  readonly vb: number;
}

/**
 * The step is `v ← d v + vi i + vb b`, `i ← ii i + ib b + jump₀ x`, `b ← bb b + jump₁ x`; its adjoint is the transposed propagator,
 * with the spike's error added at the membrane. A resting unit's membrane is held, so its error passes, while the currents go on; when it rests is taken
 * as given. `end` is the step in which its rest ends.
 */
export function drivenTape(cell: Leaky, jump: readonly [number, number], {ii, ib, bb, vi, vb}: Propagator, end: RestEnd, options: BackstepOptions): Tape {
  const {size, steps, dt, surrogate, reset} = options, {threshold, refractory} = cell, attached = reset === "attached";
  const spike = spikeOf("lif", options), fall = fallOf(cell), decay = Math.exp(-cell.rate * dt), shift = relaxed(cell, 0, dt), free = {decay, vi, vb};
  const u = new Float64Array(steps * size), rests = new Uint8Array(steps * size), rest = new Float64Array(size);
  const [v, current, feed, dv, di, db] = Array.from({length: 6}, () => new Float64Array(size)) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  return {
    start() {
      v.fill(cell.start);
      rest.fill(-Infinity);
      for (const each of [current, feed, dv, di, db]) each.fill(0);
    },
    forward(t, x, y) {
      for (let k = 0, at = t * size; k < size; k++, at++) {
        const i = current[k]!, b = feed[k]!, left = rest[k]! - dt;
        rest[k] = left;
        rests[at] = left > TICK ? HELD : left > TICK - dt ? ENDS : 0;
        current[k] = i * ii + b * ib + jump[0] * x[k]!;
        feed[k] = b * bb + jump[1] * x[k]!;
        if (rests[at] === HELD) { y[k] = 0; continue; }
        const now = rests[at] === ENDS ? end.membrane(v[k]!, i, b) : v[k]! * decay + shift + i * vi + b * vb;
        u[at] = now;
        y[k] = spike(now - threshold);
        v[k] = fall.after(now, y[k]!);
        if (refractory > 0 && now >= threshold) rest[k] = refractory;
      }
    },
    backward(t, dy, dx) {
      for (let k = 0, at = t * size; k < size; k++, at++) {
        const i = di[k]!, b = db[k]!;
        dx[k] = jump[0] * i + jump[1] * b;
        di[k] = ii * i;
        db[k] = ib * i + bb * b;
        if (rests[at] === HELD) continue;
        const now = u[at]!, slope = surrogate.derivative(now - threshold), by = rests[at] === ENDS ? end : free;
        const du = dv[k]! * (1 - spike(now - threshold) * fall.slope - (attached ? slope * fall.of(now) : 0)) + dy[k]! * slope;
        di[k]! += by.vi * du;
        db[k]! += by.vb * du;
        dv[k] = by.decay * du;
      }
    },
    cut() {
      for (const each of [dv, di, db]) each.fill(0);
    }
  };
}
