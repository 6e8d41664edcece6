/** @file Bars and histograms. */
import {hover, layoutOf, legendRoom, seriesOf, unitOf} from "./chart.ts";
import type {ChartOptions, Series} from "./chart.ts";
import {figure} from "./figure.ts";
import type {Figure, Trace} from "./figure.ts";
import {plain, sameLength} from "./numbers.ts";
import type {Numbers} from "./numbers.ts";
import {colour} from "./style.ts";

export interface BarsOptions extends ChartOptions {
  /** Names or numbers under the bars. */
  readonly x: readonly string[] | Numbers;
  readonly y?: Numbers;
  /** Several bars at each place, by name. */
  readonly series?: Readonly<Record<string, Numbers>>;
}

/** Bars: `show.bars({x: ["Euler", "exact"], y: [1, 0]})`, or groups of them by `series`. */
export function bars({x, y, series, ...options}: BarsOptions): Figure {
  if ((y === undefined) === (series === undefined)) throw new TypeError(`show.bars: must have either y or series, got ${y ? "both" : "neither"}`);
  const named: [string, Numbers][] = series ? Object.entries(series) : [["", y!]];
  const places = typeof x[0] === "string" ? [...(x as readonly string[])] : plain(x as Numbers);
  const data = named.map(([name, heights], i): Trace => {
    sameLength("show.bars", name || "y", heights, x.length);
    const text = `${name ? `${name}<br>` : ""}%{x}<br>%{y:.6~g}${unitOf(options.yLabel)}<extra></extra>`;
    return {type: "bar", ...(name ? {name} : {}), showlegend: named.length > 1, x: places, y: plain(heights), marker: {color: colour(i)}, hovertemplate: text};
  });
  return figure(data, {...layoutOf(options), ...legendRoom(options, named.map(([name]) => name)), barmode: "group", bargap: 0.25});
}

export interface HistogramOptions extends ChartOptions {
  readonly values: Numbers;
  /** How many bins; without it, about the square root of how many values. */
  readonly bins?: number;
  /** Share of each bin by its width, so that the area is 1. */
  readonly density?: boolean;
  /** Lines to hold against the bars, by name. */
  readonly curves?: Readonly<Record<string, Series>>;
}

/** How often values fall between equally spaced edges, from the least value to the greatest. */
export function histogram({values, bins = Math.max(1, Math.ceil(Math.sqrt(values.length))), density = false, curves = {}, ...options}: HistogramOptions): Figure {
  if (!(values.length > 0 && Array.from(values).every(Number.isFinite))) throw new RangeError(`show.histogram: values must be finite numbers, at least one, got ${values.length === 0 ? "none" : Array.from(values).find((v) => !Number.isFinite(v))}`);
  if (!(Number.isInteger(bins) && bins >= 1)) throw new RangeError(`show.histogram: bins must be a whole number of at least 1, got ${bins}`);
  const {counts, low, width} = counted(values, bins);
  const heights = density ? counts.map((n) => n / (values.length * width)) : counts;
  const labels = {yLabel: density ? "density" : "count", ...options};
  const compared = Object.keys(curves).length > 0;
  const bar = {type: "bar", name: "values", x: plain(counts.map((_, i) => low + (i + 0.5) * width)), y: plain(heights), width, marker: {color: colour(0)}, showlegend: compared, ...hover(labels)};
  return figure([bar, ...(compared ? linesOver(curves, labels) : [])], {...layoutOf(labels), ...legendRoom(labels, compared ? ["values", ...Object.keys(curves)] : []), bargap: 0.04});
}

const linesOver = (curves: Readonly<Record<string, Series>>, labels: ChartOptions): Trace[] => {
  const lines = seriesOf("show.histogram", {series: curves});
  return lines.map(({name, x, y}, i) => ({type: "scatter", mode: "lines", name, x: plain(x), y: plain(y), line: {color: colour(i + 1), width: 2.5}, showlegend: true, ...hover(labels, name)}));
};

function counted(values: Numbers, bins: number): {counts: number[]; low: number; width: number} {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) [low, high] = [Math.min(low, values[i]!), Math.max(high, values[i]!)];
  const width = high > low ? (high - low) / bins : 1;
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) counts[Math.min(bins - 1, Math.floor((values[i]! - low) / width))]!++;
  return {counts, low, width};
}
