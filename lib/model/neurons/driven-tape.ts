/** @file The adjoint of the leaky membrane behind a synapse, solved jointly. */
import {spikeOf} from "../backstep.ts";
import type {BackstepOptions, Tape} from "../backstep.ts";
import type {Leaky} from "./leaky.ts";
import {relaxed} from "./leaky.ts";
import {fallOf} from "./reset-slope.ts";

/** Entries of the joint propagator over a step: how `i` and `b` now reach `i` and `v` then. */
export interface Propagator {
  readonly ii: number;
  readonly ib: number;
  readonly bb: number;
  readonly vi: number;
  readonly vb: number;
}

/**
 * The step is `v ← d v + vi i + vb b`, `i ← ii i + ib b + jump₀ x`, `b ← bb b + jump₁ x`; its adjoint is the transposed propagator,
 * with the spike's error added at the membrane.
 *
 * @throws RangeError if the cell has a refractory time.
 */
export function drivenTape(cell: Leaky, jump: readonly [number, number], {ii, ib, bb, vi, vb}: Propagator, options: BackstepOptions): Tape {
  const {size, steps, dt, surrogate, reset} = options, {threshold, refractory} = cell, attached = reset === "attached";
  if (refractory > 0) throw new RangeError(`a refractory time (${refractory} ms) behind a synapse has no adjoint here; use refractory 0, or lif with jumps`);
  const spike = spikeOf("lif", options), fall = fallOf(cell), decay = Math.exp(-cell.rate * dt), shift = relaxed(cell, 0, dt);
  const u = new Float64Array(steps * size);
  const [v, current, feed, dv, di, db] = Array.from({length: 6}, () => new Float64Array(size)) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  return {
    start() {
      v.fill(cell.start);
      for (const each of [current, feed, dv, di, db]) each.fill(0);
    },
    forward(t, x, y) {
      for (let k = 0, at = t * size; k < size; k++, at++) {
        const i = current[k]!, b = feed[k]!, now = v[k]! * decay + shift + i * vi + b * vb;
        current[k] = i * ii + b * ib + jump[0] * x[k]!;
        feed[k] = b * bb + jump[1] * x[k]!;
        u[at] = now;
        y[k] = spike(now - threshold);
        v[k] = fall.after(now, y[k]!);
      }
    },
    backward(t, dy, dx) {
      for (let k = 0, at = t * size; k < size; k++, at++) {
        const now = u[at]!, slope = surrogate.derivative(now - threshold);
        const du = dv[k]! * (1 - spike(now - threshold) * fall.slope - (attached ? slope * fall.of(now) : 0)) + dy[k]! * slope;
        const i = di[k]!, b = db[k]!;
        dx[k] = jump[0] * i + jump[1] * b;
        di[k] = ii * i + vi * du;
        db[k] = ib * i + bb * b + vb * du;
        dv[k] = decay * du;
      }
    },
    cut() {
      for (const each of [dv, di, db]) each.fill(0);
    }
  };
}
