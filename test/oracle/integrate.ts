/** @file An independent integrator: mathjs's adaptive Runge-Kutta 4(5), which knows the equation and nothing else. */
import {all, create} from "./mathjs.ts";

const math = create(all!);

/** The state at `until` of `y' = slope(t, y)` from `start`, to a tolerance of 1e-11 a step. */
export function integrate(slope: (t: number, y: number[]) => number[], start: number[], until: number): number[] {
  const solve = (math as unknown as {solveODE: unknown}).solveODE as (f: typeof slope, span: number[], y0: number[], options: object) => {y: number[][]};
  return solve(slope, [0, until], start, {tol: 1e-11, firstStep: 1e-3, maxStep: 1, maxIter: 1e5}).y.at(-1)!;
}
