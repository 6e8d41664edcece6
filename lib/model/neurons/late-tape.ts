/** @file The adjoint of the leaky step whose reset waits for the next step. */
import {spikeOf} from "../backstep.ts";
import type {BackstepOptions, Tape} from "../backstep.ts";
import type {Leaky} from "./leaky.ts";
import type {Stretch} from "./leaky-tape.ts";
import {fallOf} from "./reset-slope.ts";

/**
 * With `w = d u[t-1]`, `u[t] = w - s[t-1] fall(w) + g x[t]`, `s = σ(u - θ)`: `δu = (δs + δs') σ' + δw d`, where `δs' = -δu[t+1] fall(w)`
 * is left out if the reset is detached.
 *
 * @throws RangeError if the cell has a refractory time.
 */
export function lateTape(cell: Leaky, {decay, shift, gain}: Stretch, options: BackstepOptions): Tape {
  const {size, steps, surrogate, reset} = options, {threshold, refractory} = cell, attached = reset === "attached";
  if (refractory > 0) throw new RangeError(`order "decay, reset, input" with a refractory time (${refractory} ms) has no adjoint; use order "decay, input, reset"`);
  const spike = spikeOf("lif", options), fall = fallOf(cell);
  // Step t reads place t and writes place t + 1.
  const u = new Float64Array((steps + 1) * size), s = new Float64Array((steps + 1) * size), dv = new Float64Array(size), ds = new Float64Array(size);
  return {
    start() {
      u.fill(cell.start, 0, size);
      dv.fill(0);
      ds.fill(0);
    },
    forward(t, x, y) {
      for (let i = 0, at = t * size; i < size; i++, at++) {
        const now = fall.after(u[at]! * decay + shift, s[at]!) + gain * x[i]!;
        u[at + size] = now;
        y[i] = s[at + size] = spike(now - threshold);
      }
    },
    backward(t, dy, dx) {
      for (let i = 0, at = t * size; i < size; i++, at++) {
        const w = u[at]! * decay + shift;
        const du = dv[i]! + (dy[i]! + ds[i]!) * surrogate.derivative(u[at + size]! - threshold);
        dx[i] = gain * du;
        dv[i] = du * (1 - s[at]! * fall.slope) * decay;
        ds[i] = attached ? -du * fall.of(w) : 0;
      }
    },
    cut() {
      dv.fill(0);
      ds.fill(0);
    }
  };
}
