/** @file Plotly figures: the JSON that front ends draw, HTML that draws itself, and a summary in words. */
import type {Bundle} from "../../runtime/port.ts";
import {figureHtml} from "../plotly/html.ts";
import {figureJson, type FigureJson} from "../plotly/json.ts";
import {figureSummary} from "../plotly/summary.ts";
import {attempt, isObject, peek} from "./guard.ts";

const parts = ["data", "layout", "config", "frames"];
const traceTypes = /^(scatter|bar|box|heatmap|histogram|contour|image|pie|violin|funnel|waterfall|table|splom|parcats|parcoords|sankey|sunburst|treemap|icicle|indicator|candlestick|ohlc|surface|mesh3d|cone|streamtube|volume|isosurface|choropleth|density|carpet|barpolar|quiver)/;
const coordinates = ["x", "y", "z", "values", "r", "lat", "dimensions"];

/** A figure as plotly's own MIME type, as HTML and as text. */
export function formatFigure(value: object): Bundle | undefined {
  const figure = attempt(() => (isFigure(value) ? figureJson(value) : undefined));
  return figure && {data: figureBundle(figure), metadata: {}};
}

function figureBundle(figure: FigureJson): Readonly<Record<string, unknown>> {
  const summary = figureSummary(figure);
  return {"application/vnd.plotly.v1+json": figure, "text/html": figureHtml(figure, summary), "text/plain": summary};
}

interface Figure {
  readonly data: readonly object[];
  readonly layout?: object;
  readonly config?: object;
  readonly frames?: readonly object[];
}

/** An answer of a web service has `data` too: a figure has nothing else beside it, and its items are traces. */
function isFigure(value: object): value is Figure {
  const [data, layout] = [peek(value, "data"), peek(value, "layout")];
  if (!Array.isArray(data) || !data.every(isObject) || !Object.keys(value).every((key) => parts.includes(key))) return false;
  return (isObject(layout) && !Array.isArray(layout)) || layout === undefined ? (data.length > 0 || isObject(layout)) && data.every((trace: object) => isTrace(trace)) : false;
}

function isTrace(trace: object): boolean {
  const type = peek(trace, "type");
  if (typeof type === "string") return traceTypes.test(type);
  return type === undefined && coordinates.some((name) => isSeries(peek(trace, name)));
}

const isSeries = (value: unknown): boolean => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
