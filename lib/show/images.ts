/** @file Pictures side by side, each with its name. */
import {layoutOf} from "./chart.ts";
import type {ChartOptions} from "./chart.ts";
import {figure} from "./figure.ts";
import type {Figure} from "./figure.ts";
import {grey} from "./style.ts";

/** Row-major grey values; the last two sizes are rows and columns, and what comes before them must be 1. */
export interface Picture {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

export interface ImagesOptions extends Omit<ChartOptions, "xLabel" | "yLabel" | "xRange" | "yRange" | "xLog" | "yLog"> {
  /** Pictures in a row. */
  readonly columns?: number;
  /** The values of paper and of ink. */
  readonly range?: readonly [number, number];
}

const GAP = 2, CAPTION = 5;
/** The width that a notebook leaves for a figure, pixels. */
const PAGE = 700;

/**
 * Pictures of one size on one scale: `show.images({sent, decoded})`, or a list, numbered. Ink is dark.
 *
 * @throws RangeError without pictures, or if they differ in size.
 */
export function images(pictures: Readonly<Record<string, Picture>> | readonly Picture[], {columns = 6, range = [0, 1], height, ...options}: ImagesOptions = {}): Figure {
  const named = Object.entries(pictures), [rows, width] = sizeOf(named), across = Math.min(columns, named.length), down = Math.ceil(named.length / across);
  const sheet = Array.from({length: down * (rows + CAPTION)}, () => new Array<number | null>(across * (width + GAP) - GAP).fill(null));
  const corner = (k: number): [number, number] => [Math.floor(k / across) * (rows + CAPTION) + CAPTION, (k % across) * (width + GAP)];
  named.forEach(([, {data}], k) => {
    const [top, left] = corner(k);
    for (let place = 0; place < rows * width; place++) sheet[top + Math.floor(place / width)]![left + (place % width)] = Number(data[place]!.toPrecision(3));
  });
  const annotations = named.map(([name], k) => ({text: name, x: corner(k)[1] - 0.5, y: corner(k)[0] - 1, xanchor: "left", yanchor: "bottom", showarrow: false, font: {size: 12, color: grey}}));
  const data = {type: "heatmap", z: sheet, zmin: range[0], zmax: range[1], colorscale: "Greys", reversescale: true, showscale: false, hoverongaps: false, hovertemplate: "%{z:.3~g}<extra></extra>"};
  const top = options.title ? 56 : 8;
  const bare = {visible: false, showgrid: false, constrain: "domain"};
  const {xaxis: _x, yaxis: _y, ...layout} = layoutOf(options);
  return figure([data], {...layout, margin: {l: 8, r: 8, t: top, b: 8}, height: height ?? top + 8 + Math.round((Math.min(PAGE, 8 * sheet[0]!.length) / sheet[0]!.length) * sheet.length), annotations, xaxis: bare, yaxis: {...bare, autorange: "reversed", scaleanchor: "x"}});
}

function sizeOf(named: readonly (readonly [string, Picture])[]): [number, number] {
  const shape = named[0]?.[1].shape ?? [], [rows, width] = shape.slice(-2);
  if (rows === undefined || width === undefined) throw new RangeError(`show.images: pictures must have rows and columns, got ${named.length === 0 ? "no picture" : `shape [${shape.join(", ")}]`}`);
  for (const [name, {shape: other, data}] of named) {
    if (other.at(-2) !== rows || other.at(-1) !== width || data.length !== rows * width) throw new RangeError(`show.images: pictures must be one field of ${rows} × ${width}, got ${name} with shape [${other.join(", ")}]`);
  }
  return [rows, width];
}
