/** @file The convolution: one patch of weights for every place of a line, an image or a volume. */
import type {Shape} from "../../tensor/shape.ts";
import type {Projection} from "../node.ts";
import {ShapeError} from "../shape-error.ts";
import {patches, patchOutput} from "./patches.ts";
import {sharedMap} from "./shared-map.ts";
import {perDimension} from "./per-dimension.ts";
import type {Sizes} from "./per-dimension.ts";

export interface ConvOptions {
  /** Output channels. */
  readonly channels: number;
  /** Places of the patch in each dimension of space (one number for all, or one each). */
  readonly field: Sizes;
  readonly stride?: Sizes;
  /** Zeros around the field; `"same"` keeps the size at stride 1 (odd fields). */
  readonly padding?: Sizes | "same";
  /** Distance between the taps of the patch. */
  readonly dilation?: Sizes;
  /** Channels fall into so many groups that do not mix; as many groups as input channels is depthwise. */
  readonly groups?: number;
}

/**
 * Slides one patch of weights over every place of the input (the convolution kernel of the literature, not flipped).
 *
 * `y[o, p] = Σ w[o, c, k] · x[c, stride · p + dilation · k - padding]`; what lies outside is 0.
 *
 * Input `[c, ...space]` with one, two or three dimensions of space, output `[channels, ...⌊(n + 2 padding - dilation (field - 1) - 1) / stride⌋ + 1]`,
 * weights `[channels, c / groups, ...field]`.
 *
 * @throws RangeError if an option is not a whole number in its range; ShapeError (on wiring) if the patch does not fit.
 */
export function conv({channels, field, stride = 1, padding = 0, dilation = 1, groups = 1}: ConvOptions): Projection {
  whole("channels", channels);
  whole("groups", groups);
  if (channels % groups !== 0) throw new RangeError(`conv: channels must be a multiple of groups, got ${channels} channels in ${groups} groups`);
  return {
    kind: "conv",
    settings: {channels, field: text(field), stride: text(stride), padding: text(padding), dilation: text(dilation), groups},
    map(input) {
      const space = input.slice(1), dims = space.length;
      if (dims < 1 || dims > 3) throw new ShapeError("conv", "[channels, ...one to three sizes of space]", input);
      if (input[0]! % groups !== 0) throw new ShapeError("conv", `a multiple of ${groups} channels (its groups)`, input);
      const sizes = (name: string, value: Sizes, least: number): number[] => perDimension(`conv: ${name}`, value, dims, least);
      const patch = {field: sizes("field", field, 1), stride: sizes("stride", stride, 1), dilation: sizes("dilation", dilation, 1)};
      const pad = padding === "same" ? samePadding(patch) : sizes("padding", padding, 0);
      const options = {...patch, padding: pad};
      if (patchOutput(space, options).some((size) => size < 1)) {
        throw new ShapeError("conv", `a field that holds its patch of ${patch.field.join(" × ")}`, input);
      }
      const weights: Shape = [channels, input[0]! / groups, ...patch.field];
      return {...sharedMap(patches(space, options), {input, channels, groups, weights}), twin: {form: "patch", ...options, groups}};
    }
  };
}

/** Half of what the patch reaches, each side. */
function samePadding({field, dilation}: {field: readonly number[]; dilation: readonly number[]}): number[] {
  return field.map((size, d) => {
    const reach = dilation[d]! * (size - 1);
    if (reach % 2 !== 0) throw new RangeError(`conv: padding "same" needs a patch with a middle, got a field of ${size} at dilation ${dilation[d]}`);
    return reach / 2;
  });
}

function whole(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) throw new RangeError(`conv: ${name} must be a whole number of at least 1, got ${value}`);
}

const text = (value: Sizes | "same"): string => (typeof value === "object" ? value.join(" × ") : String(value));
