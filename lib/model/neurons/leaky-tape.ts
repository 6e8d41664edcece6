/** @file The adjoint of the leaky integrate-and-fire step, in each of its orders. */
import {spikeOf} from "../backstep.ts";
import type {BackstepOptions, Tape} from "../backstep.ts";
import type {Leaky} from "./leaky.ts";
import {fallOf} from "./reset-slope.ts";
import {TICK} from "./reset.ts";

/** What a stretch of time does: `v ← decay v + shift + gain x`. */
export interface Stretch {
  readonly decay: number;
  readonly shift: number;
  readonly gain: number;
}

/**
 * With `u` the membrane before its reset, `u[t] = d v[t-1] + g x[t]`, `s = σ(u - θ)`, `v = u - s fall(u)`:
 * `δu = δv (1 - s fall' - σ' fall) + δs σ'`, `δx = g δu`, `δv[t-1] = d δu`; the term with `σ' fall` is left out where the reset is
 * detached. `first`: the input comes before the decay.
 */
export function leakyTape(cell: Leaky, {decay, shift, gain}: Stretch, first: boolean, options: BackstepOptions): Tape {
  const {size, steps, surrogate, reset} = options, {threshold} = cell, attached = reset === "attached";
  const spike = spikeOf("lif", options), fall = fallOf(cell), reach = first ? gain * decay : gain;
  const u = new Float64Array(steps * size), v = new Float64Array(size), dv = new Float64Array(size);
  return {
    start() {
      v.fill(cell.start);
      dv.fill(0);
    },
    forward(t, x, y) {
      for (let i = 0, at = t * size; i < size; i++, at++) {
        const now = first ? (v[i]! + gain * x[i]!) * decay + shift : v[i]! * decay + shift + gain * x[i]!;
        u[at] = now;
        y[i] = spike(now - threshold);
        v[i] = fall.after(now, y[i]!);
      }
    },
    backward(t, dy, dx) {
      for (let i = 0, at = t * size; i < size; i++, at++) {
        const now = u[at]!, slope = surrogate.derivative(now - threshold);
        const du = dv[i]! * (1 - spike(now - threshold) * fall.slope - (attached ? slope * fall.of(now) : 0)) + dy[i]! * slope;
        dx[i] = reach * du;
        dv[i] = decay * du;
      }
    },
    cut: () => void dv.fill(0)
  };
}

/**
 * The same with a refractory time: a held unit's membrane stays, so its error passes, `δv[t-1] = δv[t]`, `δx = 0`. When a unit
 * rests is taken as given: the time of rest has no derivative. `over` is what some ms of a step do.
 */
export function refractoryTape(cell: Leaky, over: (ms: number) => Stretch, first: boolean, options: BackstepOptions): Tape {
  const {size, steps, dt, surrogate, reset} = options, {threshold, refractory} = cell, attached = reset === "attached";
  const spike = spikeOf("lif", options), fall = fallOf(cell), {decay, shift, gain} = over(dt);
  const u = new Float64Array(steps * size), decays = new Float64Array(steps * size), gains = new Float64Array(steps * size), held = new Uint8Array(steps * size);
  const v = new Float64Array(size), rest = new Float64Array(size), dv = new Float64Array(size);
  const free = (at: number, i: number, x: number): number => {
    decays[at] = decay;
    gains[at] = first ? gain * decay : gain;
    return first ? (v[i]! + gain * x) * decay + shift : v[i]! * decay + shift + gain * x;
  };
  const released = (at: number, i: number, x: number, ms: number): number => {
    const part = over(ms);
    decays[at] = part.decay;
    gains[at] = part.gain;
    return v[i]! * part.decay + part.shift + part.gain * x;
  };
  return {
    start() {
      v.fill(cell.start);
      rest.fill(-Infinity);
      dv.fill(0);
    },
    forward(t, x, y) {
      for (let i = 0, at = t * size; i < size; i++, at++) {
        const left = rest[i]! - dt;
        rest[i] = left;
        held[at] = left > TICK ? 1 : 0;
        if (left > TICK) { y[i] = 0; continue; }
        const now = left > TICK - dt ? released(at, i, x[i]!, -left) : free(at, i, x[i]!);
        u[at] = now;
        y[i] = spike(now - threshold);
        v[i] = fall.after(now, y[i]!);
        if (now >= threshold) rest[i] = refractory;
      }
    },
    backward(t, dy, dx) {
      for (let i = 0, at = t * size; i < size; i++, at++) {
        if (held[at] === 1) { dx[i] = 0; continue; }
        const now = u[at]!, slope = surrogate.derivative(now - threshold);
        const du = dv[i]! * (1 - spike(now - threshold) * fall.slope - (attached ? slope * fall.of(now) : 0)) + dy[i]! * slope;
        dx[i] = gains[at]! * du;
        dv[i] = decays[at]! * du;
      }
    },
    cut: () => void dv.fill(0)
  };
}
