/** @file An ordinary differential equation stepped with a bound on its error, for neurons without a closed form. */

/** Writes the derivative of `y` into `dy`. */
export type Slope = (y: Float64Array, dy: Float64Array) => void;

/** One unit's solver; its arrays are its own, so that stepping allocates nothing. */
export interface Solver {
  /** The state: written before, read after. */
  readonly y: Float64Array;
  /** Advances `y` by at most `dt`, stopping where `stop` first turns positive; returns how far it came. */
  advance(dt: number, stop: (y: Float64Array) => number): number;
}

export interface SolverOptions {
  readonly size: number;
  readonly slope: Slope;
  /** Bound on the error of one inner step, in the units of the state. */
  readonly tolerance: number;
}

/** Coefficients of Dormand and Prince's pair of orders 5 and 4. */
const A = [[1 / 5], [3 / 40, 9 / 40], [44 / 45, -56 / 15, 32 / 9], [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656], [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84]] as const;
const E = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;
const SMALLEST = 1e-12;

/**
 * A Runge–Kutta solver of order 5 whose inner steps shrink until the estimated error of each is below `tolerance`; the moment of
 * stopping is bracketed by an inner step and halved down to 1e-12 ms.
 *
 * @throws RangeError (while stepping) where even steps of 1e-12 ms miss the bound: the equation runs away without a stop.
 * @see Dormand and Prince, Journal of Computational and Applied Mathematics 6 (1980), 19–26.
 */
export function solver({size, slope, tolerance}: SolverOptions): Solver {
  const y = new Float64Array(size), next = new Float64Array(size), stages = Array.from({length: 7}, () => new Float64Array(size));
  const attempt = (h: number): number => {
    slope(y, stages[0]!);
    for (let s = 0; s < 6; s++) {
      for (let i = 0; i < size; i++) {
        let sum = 0;
        for (let k = 0; k <= s; k++) sum += A[s]![k]! * stages[k]![i]!;
        next[i] = y[i]! + h * sum;
      }
      slope(next, stages[s + 1]!);
    }
    let error = 0;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let k = 0; k < 7; k++) sum += E[k]! * stages[k]![i]!;
      error = Math.max(error, Math.abs(h * sum));
    }
    return Number.isNaN(error) || next.some((each) => !Number.isFinite(each)) ? Infinity : error;
  };
  let guess = 0.1;
  return {
    y,
    advance(dt, stop) {
      let done = 0;
      while (done < dt) {
        let h = Math.min(guess, dt - done), error = attempt(h);
        while (error > tolerance) {
          h *= Math.max(0.1, error === Infinity ? 0.1 : 0.9 * (tolerance / error) ** 0.2);
          if (h < SMALLEST) throw new RangeError("solver: the membrane runs away faster than 1e-12 ms can follow; give the neuron a lower peak");
          error = attempt(h);
        }
        if (stop(next) > 0) return done + located(h, stop);
        y.set(next);
        done += h;
        guess = h * Math.min(5, error === 0 ? 5 : 0.9 * (tolerance / error) ** 0.2);
      }
      return dt;
    }
  };

  /** Halves the inner step in which the stop was passed; leaves `y` there. */
  function located(h: number, stop: (y: Float64Array) => number): number {
    let low = 0, high = h;
    while (high - low > SMALLEST) {
      const middle = (low + high) / 2;
      attempt(middle);
      if (stop(next) > 0) high = middle;
      else low = middle;
    }
    attempt(high);
    y.set(next);
    return high;
  }
}
