/** @file Figures one above the other on one time axis. */
import {titleOf} from "./chart.ts";
import {figure} from "./figure.ts";
import type {Figure, Layout, Trace} from "./figure.ts";

export interface StackOptions {
  readonly title?: string;
  /** Relative heights, from the top. */
  readonly heights?: readonly number[];
  /** Pixels. */
  readonly height?: number;
}

/** Puts charts above one another, all on the first one's kind of x axis: zooming one zooms all. */
export function stack(figures: readonly Figure[], {title, heights = figures.map(() => 1), height}: StackOptions = {}): Figure {
  if (figures.length === 0) throw new RangeError("show.stack: must have at least one figure, got none");
  if (heights.length !== figures.length) throw new RangeError(`show.stack: must have one height for each of ${figures.length} figures, got ${heights.length}`);
  const domains = domainsOf(heights);
  const axes = figures.map(({layout}, i) => [`yaxis${i === 0 ? "" : i + 1}`, {...(layout.yaxis as Layout), domain: domains[i], anchor: "x"}]);
  const bottom = figures.at(-1)!.layout.xaxis as Layout;
  const shapes = figures.flatMap(({layout}, i) => ((layout.shapes ?? []) as Layout[]).map((shape) => ({...shape, yref: moved(shape.yref, i)})));
  return figure(figures.flatMap(({data}, i) => data.map((trace) => placed(trace, i))), {
    ...Object.fromEntries(axes),
    xaxis: {...bottom, anchor: `y${figures.length === 1 ? "" : figures.length}`},
    ...(shapes.length > 0 ? {shapes} : {}),
    height: height ?? 140 + 170 * figures.length,
    ...(title ?? figures[0]!.layout.title ? {title: title ? titleOf(title) : figures[0]!.layout.title} : {})
  });
}

const placed = (trace: Trace, i: number): Trace => ({...trace, xaxis: "x", yaxis: i === 0 ? "y" : `y${i + 1}`});

const moved = (yref: unknown, i: number): string => String(yref).replace(/^y/, i === 0 ? "y" : `y${i + 1}`);

/** From the top down, with a gap of 6 % between. */
function domainsOf(heights: readonly number[]): [number, number][] {
  const gap = 0.06, sum = heights.reduce((a, b) => a + b, 0), room = 1 - gap * (heights.length - 1);
  let top = 1;
  return heights.map((height) => {
    const low = Math.max(0, top - (room * height) / sum), domain: [number, number] = [low, top];
    top = low - gap;
    return domain;
  });
}
