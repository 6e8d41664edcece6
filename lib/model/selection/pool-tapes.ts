/** @file The adjoints of pooling that chooses. */
import type {BackstepOptions, Tape} from "../backstep.ts";
import type {Pools} from "./pools.ts";

/** Max-pooling on rates: the error goes to the unit that the pool listened to, whether it fired or not. */
export const rateTape = (map: Pools, options: BackstepOptions): Tape => largestTape(map, options, true);

/** Max-pooling step by step: the error goes to the largest of the step, the first of equals. */
export const stepTape = (map: Pools, options: BackstepOptions): Tape => largestTape(map, options, false);

function largestTape({members, size, poolOf}: Pools, {steps}: BackstepOptions, remembers: boolean): Tape {
  const pools = members.length / size, sums = new Float64Array(poolOf.length), heard = new Uint32Array(steps * pools);
  return {
    start: () => void sums.fill(0),
    forward(t, x, y) {
      for (let i = 0; i < sums.length; i++) sums[i] = (remembers ? sums[i]! : 0) + x[i]!;
      for (let pool = 0; pool < pools; pool++) {
        let best = members[pool * size]!;
        for (let k = pool * size + 1; k < (pool + 1) * size; k++) if (sums[members[k]!]! > sums[best]!) best = members[k]!;
        heard[t * pools + pool] = best;
        y[pool] = x[best]!;
      }
    },
    backward(t, dy, dx) {
      dx.fill(0);
      for (let pool = 0; pool < pools; pool++) dx[heard[t * pools + pool]!] = dy[pool]!;
    },
    cut: () => undefined
  };
}

/**
 * A pool that fires where any unit does is, on spikes, `1 - Π (1 - xᵢ)`, whose slope `Π_{j ≠ i} (1 - xⱼ)` says what one spike more or
 * less would change. With `once`, spikes after a pool's first are lost: `y[t] = q[0] … q[t-1] (1 - q[t])`, `q = Π (1 - xᵢ)`.
 */
export function anyTape({members, size, poolOf}: Pools, once: boolean, {steps}: BackstepOptions): Tape {
  const pools = members.length / size, units = poolOf.length;
  const silent = new Float64Array(steps * units), all = new Float64Array(steps * pools), open = new Float64Array(steps * pools);
  const now = new Float64Array(pools), later = new Float64Array(pools);
  return {
    start() {
      now.fill(1);
      later.fill(0);
    },
    forward(t, x, y) {
      for (let i = 0; i < units; i++) silent[t * units + i] = 1 - x[i]!;
      for (let pool = 0, at = t * pools; pool < pools; pool++, at++) {
        let q = 1;
        for (let k = pool * size; k < (pool + 1) * size; k++) q *= silent[t * units + members[k]!]!;
        all[at] = q;
        open[at] = now[pool]!;
        y[pool] = now[pool]! * (1 - q);
        if (once) now[pool]! *= q;
      }
    },
    backward(t, dy, dx) {
      dx.fill(0);
      for (let pool = 0, at = t * pools; pool < pools; pool++, at++) {
        const dq = open[at]! * (later[pool]! - dy[pool]!);
        for (let k = pool * size; k < (pool + 1) * size; k++) dx[members[k]!] = -dq * others(silent, t * units, members, pool * size, size, k);
        if (once) later[pool] = later[pool]! * all[at]! + dy[pool]! * (1 - all[at]!);
      }
    },
    cut: () => void later.fill(0)
  };
}

/** `Π_{j ≠ k}` over the pool's members, without a division. */
function others(silent: Float64Array, base: number, members: Uint32Array, from: number, size: number, k: number): number {
  let product = 1;
  for (let j = from; j < from + size; j++) if (j !== k) product *= silent[base + members[j]!]!;
  return product;
}
