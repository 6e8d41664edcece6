/** @file Neurons that tell a value by the time of their only spike: they gather in one window and fire in the next. */
import type {Convention, Membranes, Population} from "../node.ts";
import {TICK} from "./reset.ts";

export interface RampOptions {
  /** When gathering ends and firing begins, ms. */
  readonly opens: number;
  /** The length of each window, ms. */
  readonly window: number;
}

export interface RampState extends Membranes {
  /** What the membrane gains per ms by the inputs that have come. */
  readonly slope: Float64Array;
  readonly last: Float64Array;
  readonly spent: Uint8Array;
  /** Steps of the clock so far. */
  readonly step: Float64Array;
}

const CONVENTION: Convention = {order: "gather, input, ramp", gain: "1 / window per ms", method: "exact", reset: "spikes once", spikes: "one a run", refractory: Infinity, delay: "none"};

/**
 * A neuron that gathers until `opens`: an input of weight `w` at time `t` is a current that stays, `v' = Σ w / window`, so that it has
 * added `w (opens - t) / window` in the end. Then inputs are shut out and the membrane climbs by `1 / window` per ms: it meets the
 * threshold 1 at `opens + window (1 - v)`, at once if `v ≥ 1`, and not at all if `v ≤ 0`.
 *
 * Read by the next layer in the same way its spike is worth `max(0, min(v, 1))`: a chain of such layers is exactly a network of clipped
 * rectifiers. By a clock it fires at the nearest step, so values are rounded to `dt / window`.
 *
 * @throws RangeError if `window` is not positive or `opens` not at least 0.
 * @see Stanojevic et al., Neural Networks (2023), arXiv:2212.12522 (one exact spike a unit); Park et al., DAC 2020 (gathering and firing in turn).
 */
export function rampFire({opens, window}: RampOptions): Population<RampState> {
  checked("rampFire", {opens, window});
  const closes = opens + window;
  /** When a membrane that will stand at `v` when firing begins meets the threshold. */
  const time = (v: number): number => (v > 0 ? opens + window * Math.max(0, 1 - v) : Infinity);
  return {
    ...gathering("rampFire", {opens, window}),
    convention: CONVENTION,
    threshold: () => 1,
    step(state, x, out, dt) {
      const now = state.step[0]!++ * dt;
      for (let i = 0; i < out.length; i++) {
        gather(state, i, now, x[i]!, {opens, window});
        // The nearest step: half a step early is on time.
        const due = now > opens - dt / 2 - TICK && state.spent[i] === 0 && time(state.v[i]!) - dt / 2 <= now + TICK && now < closes - TICK;
        out[i] = due ? 1 : 0;
        if (due) state.spent[i] = 1;
      }
    },
    relax: {
      peek: (state, i, now) => state.v[i]! + state.slope[i]! * Math.max(0, Math.min(now, opens) - state.last[i]!),
      advance(state, units, count, now, x, due) {
        for (let k = 0; k < count; k++) {
          const i = units[k]!;
          gather(state, i, now, x[i]!, {opens, window});
          x[i] = 0;
          const meets = time(state.v[i]! + state.slope[i]! * Math.max(0, opens - now));
          due[i] = state.spent[i] === 1 || !(meets < closes) ? Infinity : Math.max(now, meets);
        }
      },
      fire(state, i) {
        state.spent[i] = 1;
        return Infinity;
      }
    }
  };
}

/** Gathers as `rampFire` does and never fires: after `opens` its membrane is the sum of the values that came. By a clock it gives what the membrane gained. The last node of such a network. */
export function rampReadout({opens, window}: RampOptions): Population<RampState> {
  checked("rampReadout", {opens, window});
  return {
    ...gathering("rampReadout", {opens, window}),
    graded: true,
    convention: {...CONVENTION, reset: "none", spikes: "none", refractory: 0},
    step(state, x, out, dt) {
      const now = state.step[0]!++ * dt;
      for (let i = 0; i < out.length; i++) {
        const before = state.v[i]!;
        gather(state, i, now, x[i]!, {opens, window});
        out[i] = state.v[i]! - before;
      }
    },
    relax: {
      peek: (state, i, now) => state.v[i]! + state.slope[i]! * Math.max(0, Math.min(now, opens) - state.last[i]!),
      advance(state, units, count, now, x, due) {
        for (let k = 0; k < count; k++) {
          const i = units[k]!;
          gather(state, i, now, x[i]!, {opens, window});
          x[i] = 0;
          due[i] = Infinity;
        }
      },
      fire: () => Infinity
    }
  };
}

/** Units that spike once, at `time` ms (the nearest step of a clock): a constant in the code of first spikes. */
export function once({time}: {readonly time: number}): Population<RampState> {
  if (!(time >= 0 && time < Infinity)) throw new RangeError(`once: time must be at least 0 (ms), got ${time}`);
  return {
    ...gathering("once", {}),
    settings: {time},
    convention: {...CONVENTION, order: "none", gain: "0"},
    step(state, _x, out, dt) { out.fill(state.step[0]!++ === Math.round(time / dt) ? 1 : 0); },
    relax: {
      peek: () => 0,
      advance(state, units, count, now, x, due) {
        for (let k = 0; k < count; k++) {
          x[units[k]!] = 0;
          due[units[k]!] = state.spent[units[k]!] === 1 ? Infinity : Math.max(now, time);
        }
      },
      fire(state, i) {
        state.spent[i] = 1;
        return Infinity;
      }
    }
  };
}

function gathering(kind: string, settings: Readonly<Record<string, number>>): Pick<Population<RampState>, "kind" | "settings" | "start"> {
  return {
    kind, settings,
    start: (size) => ({v: new Float64Array(size), slope: new Float64Array(size), last: new Float64Array(size), spent: new Uint8Array(size), step: new Float64Array(1)})
  };
}

/** Moves a membrane on to `now` and takes in what arrives. */
function gather({v, slope, last}: RampState, i: number, now: number, x: number, {opens, window}: RampOptions): void {
  const free = Math.min(now, opens) - last[i]!;
  if (free > 0) v[i]! += slope[i]! * free;
  last[i] = now;
  if (now < opens) slope[i]! += x / window;
}

function checked(who: string, {opens, window}: RampOptions): void {
  if (!(window > 0 && window < Infinity)) throw new RangeError(`${who}: window must be positive (ms), got ${window}`);
  if (!(opens >= 0 && opens < Infinity)) throw new RangeError(`${who}: opens must be at least 0 (ms), got ${opens}`);
}
