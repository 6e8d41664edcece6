/** @file Neurons without a closed form: stepped by a solver that bounds its error. */
import type {Membranes, Population, Settings} from "../node.ts";
import {solver} from "./adaptive-step.ts";
import {TICK} from "./reset.ts";

/** What one such neuron is: its equation, where it spikes, and what a spike does. */
export interface Nonlinear {
  readonly kind: string;
  readonly settings: Settings;
  /** The state at rest; the membrane comes first. */
  readonly start: readonly number[];
  /** Writes `dy/dt` under the input current. */
  slope(y: Float64Array, dy: Float64Array, current: number): void;
  /** What an input of 1 adds at once to the state, and to its current, which is held for the step. */
  readonly input: {readonly state?: number; readonly jump?: number; readonly current?: number};
  /** The membrane at which a spike is taken. */
  readonly peak: number;
  reset(y: Float64Array): void;
  readonly resetText: string;
  readonly refractory: number;
  /** Error bound of one inner step. */
  readonly tolerance: number;
}

export interface NonlinearState extends Membranes {
  /** The other variables, one array each. */
  readonly more: readonly Float64Array[];
  /** Refractory time left, ms. */
  readonly rest: Float64Array;
}

const never = (): number => -1;

/**
 * A population stepped from spike to spike inside each step of the clock: the moment of a spike is found to 1e-12 ms, the rest of the
 * step goes on from the reset. Inputs that jump come at the end of the step, currents are held for it.
 */
export function nonlinear(cell: Nonlinear): Population<NonlinearState> {
  const {kind, start, peak, refractory, tolerance, input} = cell, size = start.length;
  let current = 0, held = false;
  const slope = (y: Float64Array, dy: Float64Array): void => {
    cell.slope(y, dy, current);
    if (held) dy[0] = 0;
  };
  const one = solver({size, tolerance, slope});
  const over = (y: Float64Array): number => y[0]! - peak;
  /** Spikes of one unit within `dt` ms, its state standing in the solver. While it rests, all but its membrane goes on. */
  const spikesIn = (dt: number, rest: Float64Array, i: number): number => {
    let left = dt, wait = rest[i]!, count = 0;
    while (left > TICK) {
      held = wait > TICK;
      const came = one.advance(held ? Math.min(wait, left) : left, held ? never : over);
      left -= came;
      wait -= came;
      if (held || !(over(one.y) > 0)) continue;
      cell.reset(one.y);
      count++;
      wait = refractory;
    }
    held = false;
    rest[i] = wait;
    return count;
  };
  return {
    kind,
    settings: cell.settings,
    convention: {
      order: "solve, input", gain: input.jump ? `${input.jump} at once` : `${input.current} as a current held for the step`,
      method: `Dormand–Prince 5(4), error below ${tolerance} an inner step`, reset: cell.resetText, spikes: "all", refractory, delay: "none"
    },
    clockOnly: `${kind} has no closed form; use simulate, whose solver bounds the error`,
    start: (units) => ({
      v: new Float64Array(units).fill(start[0]!),
      more: start.slice(1).map((value) => new Float64Array(units).fill(value)), rest: new Float64Array(units)
    }),
    step({v, more, rest}, x, out, dt) {
      for (let i = 0; i < v.length; i++) {
        one.y[0] = v[i]!;
        for (let k = 1; k < size; k++) one.y[k] = more[k - 1]![i]!;
        current = (input.current ?? 0) * x[i]!;
        out[i] = spikesIn(dt, rest, i);
        one.y[input.state ?? 0]! += (input.jump ?? 0) * x[i]!;
        if (over(one.y) > 0 && rest[i]! <= TICK) {
          cell.reset(one.y);
          out[i]!++;
          if (refractory > 0) rest[i] = refractory;
        }
        v[i] = one.y[0]!;
        for (let k = 1; k < size; k++) more[k - 1]![i] = one.y[k]!;
      }
    }
  };
}
