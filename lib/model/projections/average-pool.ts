/** @file Average pooling: each block of places gives its mean. */
import type {LinearMap, Projection} from "../node.ts";
import {ShapeError} from "../shape-error.ts";
import {patches, patchOutput} from "./patches.ts";
import {perDimension} from "./per-dimension.ts";
import type {Sizes} from "./per-dimension.ts";
import {sharedMap} from "./shared-map.ts";

/**
 * The mean over blocks of `field` places, channel by channel: a linear map with nothing to learn. A spike comes out
 * as `1 / places` of one.
 *
 * Input `[c, ...space]`, output `[c, ...⌊(n - field) / stride⌋ + 1]`; the stride is the field unless given.
 *
 * @throws RangeError if a size is not a whole number of at least 1; ShapeError (on wiring) if a block does not fit.
 */
export function averagePool(field: Sizes, stride: Sizes = field): Projection {
  const text = (sizes: Sizes): string => (typeof sizes === "number" ? String(sizes) : sizes.join(" × "));
  return {
    kind: "averagePool",
    settings: {field: text(field), stride: text(stride)},
    map(input) {
      const space = input.slice(1), dims = space.length;
      if (dims < 1) throw new ShapeError("averagePool", "[channels, ...space]", input);
      const size = perDimension("averagePool: field", field, dims, 1);
      const options = {field: size, stride: perDimension("averagePool: stride", stride, dims, 1), padding: size.map(() => 0), dilation: size.map(() => 1)};
      if (patchOutput(space, options).some((n) => n < 1)) {
        throw new ShapeError("averagePool", `a field that holds a block of ${size.join(" × ")}`, input);
      }
      const patch = patches(space, options), channels = input[0]!, share = 1 / patch.taps;
      const map = fixed(sharedMap(patch, {input, channels, groups: channels, weights: [0]}), new Float64Array(channels * patch.taps).fill(share));
      return {...map, twin: {form: "patch", ...options, groups: channels, share}};
    }
  };
}

/** A map whose weights are given once and never learned. */
export function fixed(map: LinearMap, w: Float64Array): LinearMap {
  return {
    ...map,
    weights: [0],
    apply: (_none, x, y) => map.apply(w, x, y),
    scatter: (_none, i, amount, y) => map.scatter(w, i, amount, y),
    columns: () => map.columns(w),
    pullback: (_none, y, x) => map.pullback(w, y, x),
    correlate: () => undefined,
    imprint: () => undefined
  };
}
