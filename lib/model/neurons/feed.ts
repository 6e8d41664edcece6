/** @file How an input reaches a membrane in a step, and its adjoint: at once, or through the currents of a synapse. */
import type {Propagator} from "./driven-tape.ts";

/** The way in, unit by unit. */
export interface Feed {
  start(): void;
  /** The membrane, decayed to `base`, with what reaches it in this step; `x` arrives. */
  add(base: number, k: number, x: number): number;
  /** The error of `x` in this step, `du` being that of the membrane. */
  back(k: number, du: number): number;
  cut(): void;
}

export const jumpFeed = (jump: number): Feed => ({
  start: () => undefined,
  add: (base, _k, x) => base + jump * x,
  back: (_k, du) => jump * du,
  cut: () => undefined
});

/** Through a synapse: what arrives now reaches the membrane from the next step on. */
export function synapseFeed([ji, jb]: readonly [number, number], {ii, ib, bb, vi, vb}: Propagator, size: number): Feed {
  const current = new Float64Array(size), feeder = new Float64Array(size), di = new Float64Array(size), db = new Float64Array(size);
  return {
    start() {
      for (const each of [current, feeder, di, db]) each.fill(0);
    },
    add(base, k, x) {
      const i = current[k]!, b = feeder[k]!;
      current[k] = i * ii + b * ib + ji * x;
      feeder[k] = b * bb + jb * x;
      return base + i * vi + b * vb;
    },
    back(k, du) {
      const i = di[k]!, b = db[k]!;
      di[k] = ii * i + vi * du;
      db[k] = ib * i + bb * b + vb * du;
      return ji * i + jb * b;
    },
    cut() {
      di.fill(0);
      db.fill(0);
    }
  };
}
