/** @file The error of two neighbours that do not fit, carrying both shapes. */
import type {Shape} from "../tensor/shape.ts";
import {written} from "../tensor/shape.ts";

/** Thrown by `network` where a node cannot take what the node before it gives. */
export class ShapeError extends RangeError {
  override readonly name = "ShapeError";
  /** What the node needs, in words or as a shape. */
  readonly expected: Shape | string;
  /** What the node before it gives. */
  readonly given: Shape;

  constructor(who: string, expected: Shape | string, given: Shape, giver = "the node before it") {
    super(`${who}: expects ${typeof expected === "string" ? expected : written(expected)}, ${giver} gives ${written(given)}`);
    this.expected = expected;
    this.given = given;
  }
}
