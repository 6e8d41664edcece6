/** @file The adjoint of the adaptive-threshold step. */
import {spikeOf} from "../backstep.ts";
import type {BackstepOptions, Tape} from "../backstep.ts";
import {relaxed} from "./leaky.ts";
import type {Leaky} from "./leaky.ts";
import {perUnit} from "./per-unit.ts";
import {fallOf} from "./reset-slope.ts";

/** How fast the threshold sinks, per ms, how far a spike raises it, and how far it is raised at the start. */
export interface Adaptation {
  readonly rate: number;
  readonly increment: number;
  /** One number for all, or one for each channel or unit. */
  readonly raised: ArrayLike<number>;
}

/**
 * With `h = e^(-sink dt) a[t-1]`, `u = d v[t-1] + g x`, `s = σ(u - θ - h)`, `v = u - s fall`, `a = h + increment s`: the error of a spike
 * is `δs + increment δa - fall δv`, the last term only where the reset is attached; the threshold's own memory always carries errors.
 *
 * @throws RangeError if the cell has a refractory time.
 */
export function adaptiveTape(cell: Leaky, {rate: sink, increment, raised}: Adaptation, options: BackstepOptions): Tape {
  const {size, steps, dt, surrogate, reset: attachment} = options, {threshold, reset, rest, jump, refractory} = cell;
  if (refractory > 0) throw new RangeError(`a refractory time (${refractory} ms) has no adjoint here; use refractory 0, or lif`);
  const spike = spikeOf("adaptive", options), attached = attachment === "attached", raises = reset === "subtract" ? 1 : 0;
  const decay = Math.exp(-cell.rate * dt), shift = relaxed(cell, 0, dt), sunk = Math.exp(-sink * dt);
  const u = new Float64Array(steps * size), height = new Float64Array(steps * size);
  const v = new Float64Array(size), a = new Float64Array(size), dv = new Float64Array(size), da = new Float64Array(size);
  const base = fallOf(cell), first = perUnit("adaptive: raised", raised, size);
  /** A reset by subtraction takes the height of the moment. */
  const fall = (now: number, h: number): number => base.of(now) + raises * h;
  return {
    start() {
      v.fill(cell.start);
      a.set(first);
      for (const each of [dv, da]) each.fill(0);
    },
    forward(t, x, y) {
      for (let i = 0, at = t * size; i < size; i++, at++) {
        const h = a[i]! * sunk, now = v[i]! * decay + shift + jump * x[i]!, s = spike(now - (threshold + h));
        u[at] = now;
        height[at] = h;
        y[i] = s;
        v[i] = raises === 1 ? now - s * (threshold + h - rest) : base.after(now, s);
        a[i] = h + increment * s;
      }
    },
    backward(t, dy, dx) {
      for (let i = 0, at = t * size; i < size; i++, at++) {
        const now = u[at]!, h = height[at]!, over = now - (threshold + h), s = spike(over);
        const error = (dy[i]! + increment * da[i]! - (attached ? dv[i]! * fall(now, h) : 0)) * surrogate.derivative(over);
        const du = dv[i]! * (1 - s * base.slope) + error;
        dx[i] = jump * du;
        // The height enters by the threshold, by its own memory, and by what a subtraction takes.
        da[i] = (da[i]! - error - raises * s * dv[i]!) * sunk;
        dv[i] = decay * du;
      }
    },
    cut() {
      dv.fill(0);
      da.fill(0);
    }
  };
}
