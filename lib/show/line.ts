/** @file Lines and points. */
import {coordinates, hover, layoutOf, legendRoom, seriesOf} from "./chart.ts";
import type {Series, SeriesOptions} from "./chart.ts";
import {figure} from "./figure.ts";
import type {Figure, Trace} from "./figure.ts";
import {kept} from "./numbers.ts";
import {colour} from "./style.ts";

/**
 * One line or several: `show.line({x, y})`, `show.line({x, series: {exact, euler}})`. Lines of more than 4,000 points
 * are thinned to their extremes, so that every peak is still there.
 *
 * @throws TypeError without `y` or `series`; RangeError if a series is not as long as its `x`.
 */
export function line(options: SeriesOptions): Figure {
  return drawn("show.line", options, false);
}

/** Points: `show.scatter({x, y})`, or several series by name. All of them are drawn. */
export function scatter(options: SeriesOptions): Figure {
  return drawn("show.scatter", options, true);
}

export interface TraceOptions extends Omit<SeriesOptions, "x" | "y"> {
  /** ms */
  readonly time: ArrayLike<number>;
  /** mV */
  readonly v: ArrayLike<number>;
}

/** A voltage over time: `show.trace({time, v})`, with axes in ms and mV. */
export function trace({time, v, xLabel = "time (ms)", yLabel = "membrane potential (mV)", ...options}: TraceOptions): Figure {
  return drawn("show.trace", {...options, x: time, y: v, xLabel, yLabel}, false);
}

export interface TracesOptions extends Omit<SeriesOptions, "x" | "y" | "series"> {
  /** ms */
  readonly time?: ArrayLike<number>;
  /** mV, by name. */
  readonly series: Readonly<Record<string, ArrayLike<number> | Series>>;
}

/** Several voltages over time, by name. */
export function traces({time, xLabel = "time (ms)", yLabel = "membrane potential (mV)", ...options}: TracesOptions): Figure {
  return drawn("show.traces", {...options, ...(time ? {x: time} : {}), xLabel, yLabel}, false);
}

function drawn(who: string, options: SeriesOptions, dots: boolean): Figure {
  const all = seriesOf(who, options);
  const data = all.map((one, i): Trace => {
    const points = one.dots ?? dots;
    const indices = points ? Array.from(one.y, (_, k) => k) : kept(one.y);
    return {
      type: "scatter",
      mode: points ? "markers" : "lines",
      ...(one.name ? {name: one.name} : {}),
      showlegend: all.length > 1,
      ...coordinates(one.x, one.y, indices),
      ...(points ? {marker: {color: colour(i), size: 7}} : {line: lineStyle(one, i)}),
      ...hover(options, one.name)
    };
  });
  const {xaxis, yaxis, ...layout} = layoutOf(options);
  return figure(data, {...layout, xaxis: decades(xaxis, data, "x"), yaxis: roomy(decades(yaxis, data, "y"), data, options), ...legendRoom(options, all.map(({name}) => name))});
}

/** Leaves room over the highest level for its name, and under the lowest, where plotly would clip them. */
function roomy(axis: Trace, data: readonly Trace[], {levels, yRange}: SeriesOptions): Trace {
  if (!levels || yRange || axis.type === "log") return axis;
  let low = Infinity, high = -Infinity;
  for (const value of [...Object.values(levels), ...data.flatMap((one) => one.y as (number | null)[])]) {
    if (value !== null) [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  const edge = 0.08 * (high - low || 1);
  return {...axis, autorangeoptions: {include: [low - edge / 2, high + edge]}};
}

/** On a logarithmic axis one label each decade, or each few if there are many; plotly would add odd digits between. */
function decades(axis: unknown, data: readonly Trace[], letter: "x" | "y"): Trace {
  const given = axis as Trace;
  if (given.type !== "log") return given;
  const values = data.flatMap((one) => one[letter] as (number | null)[]).filter((value) => value !== null && value > 0) as number[];
  let low = Infinity, high = 0;
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const span = Math.log10(high / low);
  return span > 1.2 ? {...given, dtick: Math.ceil(span / 8)} : given;
}

const lineStyle = ({dashed, stepped}: Series, i: number): Trace => ({color: colour(i), width: 2, simplify: false, ...(dashed ? {dash: "dash"} : {}), ...(stepped ? {shape: "hv"} : {})});
