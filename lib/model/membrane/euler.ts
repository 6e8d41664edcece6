/** @file Euler's method on the same membrane, for comparison: what most simulators do, and by how much it errs. */
import {finite, positive} from "../door.ts";
import {plateau, timeConstant} from "./membrane.ts";
import type {Membrane} from "./membrane.ts";

export interface EulerOptions {
  /** Constant, nA. */
  readonly current: number;
  /** Step, ms. */
  readonly dt: number;
  /** ms */
  readonly until: number;
  /** mV; `rest` without it. */
  readonly start?: number;
}

export interface EulerRun {
  /** ms, one for each step and one for the start. */
  readonly time: Float64Array;
  /** mV, after the reset where a step fired. */
  readonly v: Float64Array;
  /** ms, all on the grid. */
  readonly spikes: Float64Array;
}

/**
 * Forward Euler: `v ← v + dt/τ (v∞ - v)`, a spike at the first step with `v ≥ threshold`.
 *
 * It decays by `1 - dt/τ` where the truth is `e^(-dt/τ)`: too fast by `(dt/τ)²/2` a step. For `dt > 2τ` it diverges.
 *
 * @throws RangeError if `dt` is not positive, a number is not finite, or there would be more than ten million steps.
 */
export function euler(cell: Membrane, {current, dt, until, start = cell.rest}: EulerOptions): EulerRun {
  positive("euler", "dt", dt, "ms");
  for (const [name, value, unit] of [["current", current, "nA"], ["until", until, "ms"], ["start", start, "mV"]] as const) finite("euler", name, value, unit);
  const share = dt / timeConstant(cell), goal = plateau(cell, current);
  return stepped("euler", cell, {dt, until, start}, (v) => v + share * (goal - v));
}

/**
 * The exact solution looked at on a grid: the voltage is right at every step, a spike is seen at the first step after it.
 *
 * @throws RangeError as `euler`.
 */
export function onGrid(cell: Membrane, {current, dt, until, start = cell.rest}: EulerOptions): EulerRun {
  positive("onGrid", "dt", dt, "ms");
  for (const [name, value, unit] of [["current", current, "nA"], ["until", until, "ms"], ["start", start, "mV"]] as const) finite("onGrid", name, value, unit);
  const decay = Math.exp(-dt / timeConstant(cell)), goal = plateau(cell, current);
  return stepped("onGrid", cell, {dt, until, start}, (v) => goal + (v - goal) * decay);
}

/** The relative error of Euler's decay after one time constant, `(1 - dt/τ)^(τ/dt) / e^-1 - 1`, about `-dt / (2τ)`. */
export function eulerDecayError({tau, dt}: {readonly tau: number; readonly dt: number}): number {
  positive("eulerDecayError", "tau", tau, "ms");
  if (!(dt > 0 && dt < tau)) throw new RangeError(`eulerDecayError: dt must lie between 0 and tau ${tau} (ms), got ${dt}`);
  return Math.expm1((tau / dt) * Math.log1p(-dt / tau) + 1);
}

function stepped(who: string, cell: Membrane, {dt, until, start}: {dt: number; until: number; start: number}, step: (v: number) => number): EulerRun {
  const steps = Math.floor(until / dt + 1e-9);
  if (!(steps >= 0 && steps <= 1e7)) throw new RangeError(`${who}: until / dt must be at most ten million steps, got ${until / dt}`);
  const hold = Math.round(cell.refractory / dt), v = new Float64Array(steps + 1), spikes: number[] = [];
  v[0] = start;
  for (let k = 1, free = 0; k <= steps; k++) {
    v[k] = k <= free ? v[k - 1]! : step(v[k - 1]!);
    if (v[k]! < cell.threshold) continue;
    spikes.push(k * dt);
    v[k] = cell.reset;
    free = k + hold;
  }
  return {time: Float64Array.from(v, (_, k) => k * dt), v, spikes: Float64Array.from(spikes)};
}
