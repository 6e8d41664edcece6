/** @file Units that do not spike: the leaky integrator that reads out, and the rectifier of artificial networks. */
import {exp} from "../../tensor/exp.ts";
import type {Convention, Membranes, Population} from "../node.ts";

export interface IntegratorOptions {
  /** Time constant, ms; `Infinity` sums for ever. */
  readonly tau?: number;
}

export interface IntegratorState extends Membranes {
  readonly last: Float64Array;
}

/**
 * A leaky integrator that never fires and gives its membrane: `v ← v e^(-dt/τ) + input`. The usual last node.
 *
 * @throws RangeError if `tau` is not positive.
 */
export function integrator({tau = 20}: IntegratorOptions = {}): Population<IntegratorState> {
  if (!(tau > 0)) throw new RangeError(`integrator: tau must be positive (ms), got ${tau}`);
  const rate = 1 / tau;
  const peek = ({v, last}: IntegratorState, i: number, time: number): number => v[i]! * Math.exp(-rate * (time - last[i]!));
  return {
    kind: "integrator",
    graded: true,
    settings: {tau},
    convention: silent("decay, input", "1"),
    start: (size) => ({v: new Float64Array(size), last: new Float64Array(size)}),
    step({v}, x, out, dt) {
      const decay = Math.exp(-rate * dt);
      for (let i = 0; i < v.length; i++) out[i] = v[i] = v[i]! * decay + x[i]!;
    },
    twin: (dt) => ({form: "integrator", decay: exp(-rate * dt)}),
    backstep({size, dt}) {
      const v = new Float64Array(size), dv = new Float64Array(size), decay = Math.exp(-rate * dt);
      return {
        start() {
          v.fill(0);
          dv.fill(0);
        },
        forward(_t, x, y) {
          for (let i = 0; i < size; i++) y[i] = v[i] = v[i]! * decay + x[i]!;
        },
        backward(_t, dy, dx) {
          for (let i = 0; i < size; i++) {
            dx[i] = dv[i]! + dy[i]!;
            dv[i] = decay * dx[i]!;
          }
        },
        cut: () => void dv.fill(0)
      };
    },
    leaky: {rate, drive: rate, jump: 1, rest: 0, slope: 0, threshold: Infinity, reset: "none", refractory: 0, start: 0},
    account: {baseline: () => 0, effect: (age) => Math.exp(-rate * age), threshold: () => Infinity},
    relax: {
      peek,
      advance(state, units, count, now, x, due) {
        const {v, last} = state;
        for (let k = 0; k < count; k++) {
          const i = units[k]!;
          v[i] = peek(state, i, now) + x[i]!;
          last[i] = now;
          x[i] = 0;
          due[i] = Infinity;
        }
      },
      fire: () => Infinity
    },
    shotNoise: {rest: 0, threshold: Infinity, area: tau, power: tau / 2}
  };
}

/** The rectifier `max(0, x)` of artificial networks: no time, no spikes; a network of it is an ANN. */
export function relu(): Population {
  return {
    kind: "relu",
    twin: () => ({form: "rectifier"}),
    graded: true,
    rectifier: {ceiling: Infinity},
    settings: {},
    convention: silent("input", "1"),
    start: (size) => ({v: new Float64Array(size)}),
    step({v}, x, out) {
      for (let i = 0; i < v.length; i++) {
        v[i] = x[i]!;
        out[i] = x[i]! > 0 ? x[i]! : 0;
      }
    },
    backstep({size, steps}) {
      const open = new Uint8Array(steps * size);
      return {
        start: () => undefined,
        forward(t, x, y) {
          for (let i = 0; i < size; i++) {
            open[t * size + i] = x[i]! > 0 ? 1 : 0;
            y[i] = x[i]! > 0 ? x[i]! : 0;
          }
        },
        backward(t, dy, dx) {
          for (let i = 0; i < size; i++) dx[i] = open[t * size + i] === 1 ? dy[i]! : 0;
        },
        cut: () => undefined
      };
    },
    clockOnly: "relu gives rates, not spikes; use simulate, or toSpiking to convert the network"
  };
}

const silent = (order: string, gain: string): Convention => ({order, gain, method: "exact", reset: "none", spikes: "none", refractory: 0, delay: "none"});
