/** @file The dense projection: every unit to every unit. */
import {sizeOf} from "../../tensor/shape.ts";
import type {LinearMap, Projection} from "../node.ts";
import type {Shape} from "../../tensor/shape.ts";
import {rows} from "./rows.ts";

/**
 * Connects every input unit with each of `units` outputs: `y[o] = Σ w[o, i] · x[i]`.
 *
 * Input of any shape (taken flat), output `[units]`, weights `[units, inputs]`.
 *
 * @throws RangeError if `units` is not a whole number of at least 1.
 */
export function dense(units: number): Projection {
  if (!(Number.isInteger(units) && units >= 1)) throw new RangeError(`dense: units must be a whole number of at least 1, got ${units}`);
  return {kind: "dense", settings: {units}, map: (input) => denseMap(input, units)};
}

function denseMap(input: Shape, units: number): LinearMap {
  const inputs = sizeOf(input);
  return {
    input,
    output: [units],
    weights: [units, inputs],
    fanIn: inputs,
    twin: {form: "dense"},
    blocks: {count: 1, size: units, stride: 1, first: () => 0},
    apply(w, x, y) {
      for (let o = 0, at = 0; o < units; o++) {
        let sum = 0;
        for (let i = 0; i < inputs; i++, at++) sum += w[at]! * x[i]!;
        y[o] = sum;
      }
    },
    scatter(w, i, amount, y) {
      for (let o = 0, at = i; o < units; o++, at += inputs) y[o]! += w[at]! * amount;
      return units;
    },
    columns(w, adding = rows) {
      const turned = new Float64Array(w.length);
      for (let o = 0, at = 0; o < units; o++) for (let i = 0; i < inputs; i++, at++) turned[i * units + o] = w[at]!;
      const {reached, put, settle} = adding(turned, units, 1);
      return {
        reached,
        add({x, units: arrived, count}, sums) {
          for (let k = 0; k < count; k++) put(0, arrived[k]! * units, x[arrived[k]!]!, sums);
          return settle(sums);
        }
      };
    },
    pullback(w, y, x) {
      x.fill(0);
      for (let o = 0, at = 0; o < units; o++) {
        const amount = y[o]!;
        for (let i = 0; i < inputs; i++, at++) x[i]! += w[at]! * amount;
      }
    },
    correlate(x, y, dw) {
      for (let o = 0, at = 0; o < units; o++) {
        const amount = y[o]!;
        if (amount === 0) { at += inputs; continue; }
        for (let i = 0; i < inputs; i++, at++) dw[at]! += amount * x[i]!;
      }
    },
    imprint(i, amount, y, dw) {
      for (let o = 0, at = i; o < units; o++, at += inputs) dw[at]! += amount * y[o]!;
    },
    impress(x, j, amount, dw) {
      for (let i = 0, at = j * inputs; i < inputs; i++, at++) dw[at]! += amount * x[i]!;
    },
    fanOut: () => units,
    touch(_i, list) {
      list[0] = 0;
      return 1;
    }
  };
}
