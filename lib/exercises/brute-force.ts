/** @file Brute force: differential equations followed in small steps, which know no closed form. */

/** Where a run has been, one place a step. */
export interface Course {
  /** ms */
  readonly time: Float64Array;
  /** The last of the state, mV. */
  readonly v: Float64Array;
}

export interface CourseOptions {
  readonly start: readonly number[];
  /** ms */
  readonly until: number;
  readonly steps?: number;
}

/** Follows `y' = slope(y, t)` by Runge and Kutta's fourth-order steps. */
export function course(slope: (y: readonly number[], t: number) => number[], {start, until, steps = 2000}: CourseOptions): Course {
  const dt = until / steps, time = new Float64Array(steps + 1), v = new Float64Array(steps + 1);
  let y: readonly number[] = start;
  v[0] = y.at(-1)!;
  for (let k = 1; k <= steps; k++) {
    y = rungeKutta(slope, y, (k - 1) * dt, dt);
    time[k] = k * dt;
    v[k] = y.at(-1)!;
  }
  return {time, v};
}

function rungeKutta(slope: (y: readonly number[], t: number) => number[], y: readonly number[], t: number, dt: number): number[] {
  const moved = (d: readonly number[], h: number): number[] => y.map((each, i) => each + h * d[i]!);
  const a = slope(y, t), b = slope(moved(a, dt / 2), t + dt / 2), c = slope(moved(b, dt / 2), t + dt / 2), d = slope(moved(c, dt), t + dt);
  return y.map((each, i) => each + (dt / 6) * (a[i]! + 2 * b[i]! + 2 * c[i]! + d[i]!));
}

/** Where it ends, mV. */
export const last = ({v}: Course): number => v.at(-1)!;

/** Its highest place: the vertex of the parabola through the highest step and its neighbours. */
export function highest({time, v}: Course): {readonly time: number; readonly height: number} {
  let k = 1;
  for (let i = 1; i < v.length - 1; i++) if (v[i]! > v[k]!) k = i;
  const [left, top, right] = [v[k - 1]!, v[k]!, v[k + 1]!], bend = left - 2 * top + right;
  const shift = bend < 0 ? (left - right) / (2 * bend) : 0;
  return {time: time[k]! + shift * (time[1]! - time[0]!), height: top - (bend * shift ** 2) / 2};
}

/** When it first passes a level, upwards or downwards, on a straight line between two steps; `NaN` if it does not. */
export function passing({time, v}: Course, level: number, direction: "up" | "down" = "up"): number {
  const side = direction === "up" ? 1 : -1;
  for (let k = 1; k < v.length; k++) {
    const before = side * (v[k - 1]! - level), after = side * (v[k]! - level);
    if (before < 0 && after >= 0) return time[k - 1]! + ((time[k]! - time[k - 1]!) * before) / (before - after);
  }
  return NaN;
}

/** The area under it, mV ms, by trapezia. */
export function area({time, v}: Course): number {
  let sum = 0;
  for (let k = 1; k < v.length; k++) sum += ((v[k]! + v[k - 1]!) / 2) * (time[k]! - time[k - 1]!);
  return sum;
}
