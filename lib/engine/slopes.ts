/** @file The surrogate's slope at every membrane of a step. */
import type {SurrogateForm} from "../model/surrogate.ts";
import type {Twins} from "./kernels.ts";
import {surrogateCode} from "./training.ts";

/** Writes the slope at each of `count` membranes at `u` (a multiple of 4) to `out`, which may be the same place. */
export function slopesOf({slopes, scaleValues}: Twins, surrogate: SurrogateForm): (u: number, count: number, threshold: number, out: number) => void {
  const [form, a, b, c] = surrogateCode("plan", surrogate), {by = 1} = surrogate;
  if (by === 1) return (u, count, threshold, out) => { slopes(form, u, count, threshold, a, b, c, out); };
  return (u, count, threshold, out) => {
    slopes(form, u, count, threshold, a, b, c, out);
    scaleValues(out, count, by);
  };
}
