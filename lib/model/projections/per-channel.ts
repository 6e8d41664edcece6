/** @file Maps with one weight for each channel: the gain of a normalisation, and the way of a bias to every place. */
import {sizeOf} from "../../tensor/shape.ts";
import type {Shape} from "../../tensor/shape.ts";
import type {LinearMap, Projection} from "../node.ts";

/**
 * One gain for each channel, `y[c, p] = w[c] · x[c, p]`: with `bias()` behind it, batch normalisation as it is when it no longer learns.
 *
 * Input and output `[c, ...space]`, weights `[c]`.
 */
export function gain(): Projection {
  return {kind: "gain", settings: {}, map: gainMap};
}

/** One line to every place, `y[c, p] = w[c] · x[0]`: how a bias gets there. Input `[1]`, output `field`, weights `[channels]`. */
export function spread(field: Shape): Projection {
  return {kind: "spread", settings: {}, map: (input) => spreadMap(input, field)};
}

function gainMap(field: Shape): LinearMap {
  const size = sizeOf(field), places = size / field[0]!;
  const scaled = (w: Float64Array, from: Float64Array, to: Float64Array): void => {
    for (let c = 0, i = 0; c < w.length; c++) for (const end = i + places; i < end; i++) to[i] = w[c]! * from[i]!;
  };
  const scatter = (w: Float64Array, i: number, amount: number, y: Float64Array): number => {
    y[i]! += w[Math.floor(i / places)]! * amount;
    return 1;
  };
  return {
    input: field, output: field, weights: [field[0]!], fanIn: 1, diagonal: true,
    blocks: {count: size, size: 1, stride: 1, first: (block) => block},
    apply: scaled,
    scatter,
    columns(w) {
      const own = w.slice(), reached = new Uint32Array(size);
      return {
        reached,
        add({x, units, count}, sums) {
          for (let k = 0; k < count; k++) scatter(own, reached[k] = units[k]!, x[units[k]!]!, sums);
          return count;
        }
      };
    },
    pullback: scaled,
    correlate(x, y, dw) {
      for (let c = 0, i = 0; c < dw.length; c++) for (const end = i + places; i < end; i++) dw[c]! += x[i]! * y[i]!;
    },
    fanOut: () => 1,
    touch(i, list) { list[0] = i; return 1; }
  };
}

function spreadMap(input: Shape, field: Shape): LinearMap {
  const size = sizeOf(field), places = size / field[0]!;
  const scatter = (w: Float64Array, _i: number, amount: number, y: Float64Array): number => {
    for (let c = 0, i = 0; c < w.length; c++) for (const end = i + places; i < end; i++) y[i]! += w[c]! * amount;
    return size;
  };
  return {
    input, output: field, weights: [field[0]!], fanIn: 1, twin: {form: "spread"},
    blocks: {count: 1, size, stride: 1, first: () => 0},
    apply(w, x, y) { y.fill(0); scatter(w, 0, x[0]!, y); },
    scatter,
    columns(w) {
      const own = w.slice(), reached = new Uint32Array(1);
      return {
        reached,
        add({x, count}, sums) {
          if (count > 0) scatter(own, 0, x[0]!, sums);
          return count;
        }
      };
    },
    pullback(w, y, x) {
      x.fill(0);
      for (let c = 0, i = 0; c < w.length; c++) for (const end = i + places; i < end; i++) x[0]! += w[c]! * y[i]!;
    },
    correlate(x, y, dw) {
      for (let c = 0, i = 0; c < dw.length; c++) for (const end = i + places; i < end; i++) dw[c]! += x[0]! * y[i]!;
    },
    fanOut: () => size,
    touch(_i, list) { list[0] = 0; return 1; }
  };
}

/** What a batch normalisation has learned and measured, one number for each channel. */
export interface NormParameters {
  readonly mean: ArrayLike<number>;
  readonly variance: ArrayLike<number>;
  readonly scale: ArrayLike<number>;
  readonly shift: ArrayLike<number>;
  /** Added to the variance. */
  readonly epsilon?: number;
}

/**
 * A batch normalisation that no longer learns, as the weights of `gain()` and of the `bias()` behind it:
 * `g = scale / √(variance + ε)`, `b = shift - mean · g`.
 *
 * @throws RangeError if the lists differ in length, or a variance with its ε is not positive.
 */
export function normWeights({mean, variance, scale, shift, epsilon = 1e-5}: NormParameters): {readonly gain: Float64Array; readonly bias: Float64Array} {
  const lengths = [mean, variance, scale, shift].map(({length}) => length);
  if (new Set(lengths).size !== 1) throw new RangeError(`normWeights: mean, variance, scale and shift must be as many as each other, got ${lengths.join(", ")}`);
  const factors = Float64Array.from(variance, (each, c) => {
    if (!(each + epsilon > 0)) throw new RangeError(`normWeights: variance + epsilon must be positive, got ${each} + ${epsilon}`);
    return scale[c]! / Math.sqrt(each + epsilon);
  });
  return {gain: factors, bias: factors.map((factor, c) => shift[c]! - mean[c]! * factor)};
}
