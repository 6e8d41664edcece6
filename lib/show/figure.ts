/** @file A figure is a value: plotly's data, layout and configuration, which any front end may draw. */
import {baseAxis, baseLayout} from "./style.ts";

/** One trace, in plotly's words. */
export type Trace = Readonly<Record<string, unknown>>;
export type Layout = Readonly<Record<string, unknown>>;

/** What plotly.js draws, and what a notebook keeps. */
export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: Layout;
  readonly config: Layout;
}

/** The name under which Jupyter's plotly renderers know a figure. */
const mime = "application/vnd.plotly.v1+json";

const config: Layout = {responsive: true, displaylogo: false, modeBarButtonsToRemove: ["lasso2d", "select2d", "autoScale2d"]};

/** A figure in our style: what `layout` says comes on top of it, axis by axis. */
export function figure(data: readonly Trace[], layout: Layout = {}): Figure {
  const axes = Object.entries({xaxis: {}, yaxis: {}, ...layout}).filter(([name]) => /^[xy]axis\d*$/.test(name));
  const styled = Object.fromEntries(axes.map(([name, axis]) => [name, {...baseAxis, ...(axis as Layout)}]));
  return shown({data, layout: {...baseLayout, ...layout, ...styled}, config});
}

/** Gives a figure its own `Jupyter.display`, out of sight of whoever copies or prints it. */
export function shown(plain: Figure): Figure {
  const bundle = (): Layout => ({[mime]: {data: plain.data, layout: plain.layout, config: plain.config}, "text/plain": summary(plain)});
  return Object.defineProperty({...plain}, Symbol.for("Jupyter.display"), {value: bundle});
}

/** The figure in words: its title and its traces, for a terminal. */
function summary({data, layout}: Figure): string {
  const title = (layout.title as {text?: string} | undefined)?.text;
  const names = data.map(({name, type}) => String(name ?? type)).join(", ");
  return `figure${title ? ` “${title}”` : ""}: ${names}`;
}
