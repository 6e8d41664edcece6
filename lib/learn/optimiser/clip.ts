/** @file The length of a gradient, and its bound. */
import type {Weights} from "../../model/weights.ts";

/** The length over all weights, `√Σ g²`. */
export function norm(gradients: Weights): number {
  let sum = 0;
  for (const {data} of gradients) for (let i = 0; i < data.length; i++) sum += data[i]! * data[i]!;
  return Math.sqrt(sum);
}

/** Multiplies all by one number so that the length is at most `most`; returns the length before. */
export function clip(gradients: Weights, most: number): number {
  const length = norm(gradients);
  if (length > most) scale(gradients, most / length);
  return length;
}

export function scale(gradients: Weights, by: number): void {
  for (const {data} of gradients) for (let i = 0; i < data.length; i++) data[i]! *= by;
}
