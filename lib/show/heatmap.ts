/** @file A field of numbers as colours. */
import {layoutOf, unitOf} from "./chart.ts";
import type {ChartOptions} from "./chart.ts";
import {figure} from "./figure.ts";
import type {Figure} from "./figure.ts";
import {plain} from "./numbers.ts";
import type {Numbers} from "./numbers.ts";

export interface HeatmapOptions extends ChartOptions {
  /** Row by row, the first at the bottom unless `image`. */
  readonly z: readonly Numbers[];
  /** Under the columns, beside the rows. */
  readonly x?: Numbers | readonly string[];
  readonly y?: Numbers | readonly string[];
  readonly zLabel?: string;
  /** Blue below zero and red above it, rather than dark to bright. */
  readonly diverging?: boolean;
  /** The first row on top and squares for pixels, as images are. */
  readonly image?: boolean;
}

/** Plotly's own "RdBu" is grey in the middle. */
const BLUE_WHITE_RED: readonly (readonly [number, string])[] = [[0, "rgb(33, 102, 172)"], [0.5, "rgb(255, 255, 255)"], [1, "rgb(178, 24, 43)"]];

/** A field as colours: viridis, or blue through white to red around zero. */
export function heatmap({z, x, y, zLabel, diverging = false, image = false, ...options}: HeatmapOptions): Figure {
  const width = z[0]?.length ?? 0;
  const odd = z.findIndex((row) => row.length !== width);
  if (width === 0 || odd >= 0) throw new RangeError(`show.heatmap: rows must be of one length, got ${width === 0 ? "none" : `${width} and ${z[odd]!.length}`}`);
  const scale = diverging ? {colorscale: BLUE_WHITE_RED, zmid: 0} : {colorscale: "Viridis"};
  const data = {
    type: "heatmap",
    z: z.map(plain),
    ...(x ? {x: places(x)} : {}),
    ...(y ? {y: places(y)} : {}),
    ...scale,
    colorbar: {outlinewidth: 0, thickness: 14, ...(zLabel ? {title: {text: zLabel, side: "right"}} : {})},
    hovertemplate: `%{x}, %{y}<br>%{z:.6~g}${unitOf(zLabel)}<extra></extra>`
  };
  const {xaxis, yaxis, ...layout} = layoutOf(options);
  const square = image ? {autorange: "reversed", scaleanchor: "x", constrain: "domain"} : {};
  return figure([data], {...layout, xaxis: {...(xaxis as object), showgrid: false, ...(image ? {constrain: "domain"} : {})}, yaxis: {...(yaxis as object), showgrid: false, ...square}});
}

const places = (values: Numbers | readonly string[]): (string | number | null)[] => (typeof values[0] === "string" ? [...(values as readonly string[])] : plain(values as Numbers));
