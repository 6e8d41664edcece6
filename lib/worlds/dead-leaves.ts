/** @file Dead leaves: a world of things that hide each other, whose pictures have the statistics of photographs. */
import {generator} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";
import {tensor} from "../tensor/tensor.ts";
import type {Tensor} from "../tensor/tensor.ts";

export interface DeadLeavesOptions {
  readonly seed: number;
  /** Rows and columns. */
  readonly size?: number;
  /** Smallest radius of a leaf, pixels. */
  readonly least?: number;
  /** Largest radius, pixels. */
  readonly most?: number;
}

/** What is left of the light behind all leaves when a picture is done. */
const DONE = 1 / 512;

/**
 * Discs of random grey in `[0, 1]` that fall on one another until they cover the picture `[1, size, size]`, edges soft over one
 * pixel. Their radii have density `∝ r⁻³` between `least` and `most`: then no scale is special, the spectrum falls as in photographs,
 * and the picture is made of edges of every orientation alike.
 *
 * Sums, products and square roots alone, so that pictures agree bit for bit everywhere.
 *
 * @throws RangeError if the sizes are not positive and in order.
 * @see Lee, Mumford and Huang, International Journal of Computer Vision 41 (2001), 35.
 */
export function deadLeaves({seed, size = 32, least = 2, most = 2 * size}: DeadLeavesOptions): Tensor {
  if (!(Number.isInteger(size) && size >= 1)) throw new RangeError(`deadLeaves: size must be a whole number of at least 1 (pixels), got ${size}`);
  if (!(least > 0 && least < most && most < Infinity)) throw new RangeError(`deadLeaves: least and most must be positive, the smaller first (pixels), got ${least} and ${most}`);
  const draws = stream(generator(seed)), image = tensor([1, size, size]), open = new Float64Array(size * size).fill(1);
  const [few, many] = [1 / (least * least), 1 / (most * most)];
  // From the front to the back: what is covered stays so, and only leaves that can be seen are painted.
  for (let left = 1; left > DONE;) {
    const radius = 1 / Math.sqrt(few + draws.uniform() * (many - few)), reach = size + 2 * most;
    const row = draws.uniform() * reach - most, column = draws.uniform() * reach - most, grey = draws.uniform();
    if (paint(image.data, open, size, row, column, radius, grey)) left = open.reduce((worst, each) => Math.max(worst, each), 0);
  }
  return image;
}

/** Paints one disc behind what is there; says whether anything of it is seen. */
function paint(data: Float64Array, open: Float64Array, size: number, row: number, column: number, radius: number, grey: number): boolean {
  const top = Math.max(0, Math.floor(row - radius)), bottom = Math.min(size - 1, Math.ceil(row + radius));
  const left = Math.max(0, Math.floor(column - radius)), right = Math.min(size - 1, Math.ceil(column + radius));
  let seen = false;
  for (let r = top; r <= bottom; r++) {
    for (let s = left; s <= right; s++) {
      const inside = radius + 0.5 - Math.sqrt((r - row) ** 2 + (s - column) ** 2), place = r * size + s;
      if (inside <= 0 || open[place] === 0) continue;
      const cover = Math.min(1, inside) * open[place]!;
      data[place]! += grey * cover;
      open[place]! -= cover;
      seen = true;
    }
  }
  return seen;
}
