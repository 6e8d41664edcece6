/** @file What all charts have in common: titles, labels with units, ranges, lines across, series by name. */
import type {Layout, Trace} from "./figure.ts";
import {plain, sameLength} from "./numbers.ts";
import type {Numbers} from "./numbers.ts";
import {grey} from "./style.ts";

export interface ChartOptions {
  readonly title?: string;
  /** With its unit in brackets, e.g. `time (ms)`: the unit then stands in the hover text too. */
  readonly xLabel?: string;
  readonly yLabel?: string;
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number];
  readonly xLog?: boolean;
  readonly yLog?: boolean;
  /** Dashed lines across, by name: at these heights. */
  readonly levels?: Readonly<Record<string, number>>;
  /** Dotted lines from top to bottom, by name: at these places. */
  readonly moments?: Readonly<Record<string, number>>;
  /** Pixels. */
  readonly height?: number;
}

/** A series where more than its values matters. */
export interface Series {
  /** Its own places, where they are not the chart's. */
  readonly x?: Numbers;
  readonly y: Numbers;
  /** Dashed, to be seen on top of another. */
  readonly dashed?: boolean;
  /** Held from each value to the next, as a current that is switched. */
  readonly stepped?: boolean;
  /** Points rather than a line. */
  readonly dots?: boolean;
}

/** One series as `y`, or several by name. */
export interface SeriesOptions extends ChartOptions {
  readonly x?: Numbers;
  readonly y?: Numbers;
  readonly series?: Readonly<Record<string, Numbers | Series>>;
}

/** The unit in the brackets at the end of a label, with a space before it. */
export const unitOf = (label = ""): string => {
  const unit = /\(([^()]+)\)\s*$/.exec(label)?.[1];
  return unit === undefined ? "" : ` ${unit}`;
};

/** What a chart of these options has around its traces. */
export function layoutOf({title, xLabel, yLabel, xRange, yRange, xLog, yLog, levels, moments, height}: ChartOptions): Layout {
  const axis = (label?: string, range?: readonly [number, number], log?: boolean): Layout => ({
    ...(label ? {title: {text: label}} : {}),
    ...(log ? {type: "log", exponentformat: "power"} : {}),
    ...(range ? {range: log ? range.map(Math.log10) : [...range]} : {})
  });
  const shapes = [
    ...Object.entries(levels ?? {}).map(([name, at]) => line(name, {xref: "x domain", x0: 0, x1: 1, yref: "y", y0: at, y1: at}, "dash")),
    ...Object.entries(moments ?? {}).map(([name, at]) => line(name, {xref: "x", x0: at, x1: at, yref: "y domain", y0: 0, y1: 1}, "dot"))
  ];
  return {
    ...(title ? {title: titleOf(title)} : {}),
    xaxis: axis(xLabel, xRange, xLog),
    yaxis: axis(yLabel, yRange, yLog),
    ...(shapes.length > 0 ? {shapes} : {}),
    ...(height ? {height} : {})
  };
}

/** A title at the top left of everything, where no legend can run into it. */
export const titleOf = (text: string): Layout => ({text, x: 0, xref: "paper", xanchor: "left", y: 1, yref: "container", yanchor: "top", pad: {t: 12}, font: {size: 16}});

/** As much room over the chart as its title and the rows of its legend need, at a width of some 650 pixels. */
export function legendRoom({title, height = 380}: ChartOptions, names: readonly string[]): Layout {
  const wide = names.length > 1 ? names.reduce((sum, name) => sum + 44 + 7.5 * name.length, 0) : 0;
  const top = 12 + (title ? 30 : 0) + 21 * Math.ceil(wide / 620);
  return {margin: {l: 64, r: 24, t: top, b: 52}, height: height + Math.max(0, top - 63)};
}

function line(name: string, place: Layout, dash: string): Layout {
  const upright = dash === "dot";
  const label = {text: name, textposition: "end", font: {size: 12, color: grey}, ...(upright ? {textangle: 0, xanchor: "left", yanchor: "top"} : {yanchor: "bottom"})};
  return {type: "line", ...place, line: {color: grey, width: 1.2, dash}, label};
}

/** The series of a chart in order, each complete and checked. */
export function seriesOf(who: string, {x, y, series}: SeriesOptions): readonly (Series & {readonly name: string; readonly x: Numbers})[] {
  if ((y === undefined) === (series === undefined)) throw new TypeError(`${who}: must have either y or series, got ${y ? "both" : "neither"}`);
  const named: [string, Numbers | Series][] = series ? Object.entries(series) : [["", y!]];
  return named.map(([name, given]) => {
    const one: Series = "y" in given ? given : {y: given};
    const places = one.x ?? x ?? Float64Array.from(one.y, (_, i) => i);
    sameLength(who, name === "" ? "y" : `series ${name}`, one.y, places.length);
    return {...one, name, x: places};
  });
}

/** The hover text of a trace: its name, then both coordinates with their units. */
export function hover({xLabel, yLabel}: ChartOptions, name = ""): Trace {
  const [x, y] = [unitOf(xLabel), unitOf(yLabel)];
  return {hovertemplate: `${name ? `${name}<br>` : ""}%{x:.6~g}${x}<br>%{y:.6~g}${y}<extra></extra>`};
}

/** The coordinates of some points of a series, plain. */
export function coordinates(x: Numbers, y: Numbers, indices: readonly number[]): Trace {
  return {x: plain(indices.map((i) => x[i]!)), y: plain(indices.map((i) => y[i]!))};
}
