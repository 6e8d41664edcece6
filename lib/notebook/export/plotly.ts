/** @file Plotly in a page: the smallest of its bundles that draws all the page's figures. */
import {existsSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {fileURLToPath} from "node:url";
import {scriptSource} from "./script.ts";

export const plotlyMime = "application/vnd.plotly.v1+json";

/** Plotly's partial bundles, smallest first, and what each draws; the last draws everything. */
const bundles: readonly {readonly file: string; readonly traces?: readonly string[]; readonly evaluates?: true}[] = [
  {file: "plotly-basic.min.js", traces: ["bar", "pie", "scatter"]},
  {file: "plotly-finance.min.js", traces: ["bar", "candlestick", "funnel", "funnelarea", "histogram", "indicator", "ohlc", "pie", "scatter", "waterfall"]},
  {file: "plotly-geo.min.js", traces: ["choropleth", "scatter", "scattergeo"]},
  {file: "plotly-gl2d.min.js", traces: ["parcoords", "scatter", "scattergl", "splom"], evaluates: true},
  {file: "plotly-cartesian.min.js", traces: ["bar", "box", "contour", "heatmap", "histogram", "histogram2d", "histogram2dcontour", "image", "pie", "scatter", "scatterternary", "violin"]},
  {file: "plotly-gl3d.min.js", traces: ["cone", "isosurface", "mesh3d", "scatter", "scatter3d", "streamtube", "surface", "volume"], evaluates: true},
  {file: "plotly.min.js", evaluates: true}
];

export interface PlotlyScript {
  readonly source: string;
  /** WebGL traces compile functions from text, which the page's policy has to allow. */
  readonly evaluates: boolean;
}

/** @throws Error if no bundle that draws these traces is installed. */
export function plotlyScript(traces: ReadonlySet<string>): PlotlyScript {
  const found = plotlyFile(traces);
  return {source: scriptSource(readFileSync(found.path, "utf8")), evaluates: found.evaluates};
}

/** The file of the bundle to use. */
export function plotlyFile(traces: ReadonlySet<string>): {readonly path: string; readonly evaluates: boolean} {
  for (const {file, traces: drawn, evaluates = false} of bundles) {
    const path = drawn && ![...traces].every((trace) => drawn.includes(trace)) ? undefined : locate(file);
    if (path) return {path, evaluates};
  }
  throw new Error("export: plotly.js is not installed; run npm ci, or npm i plotly.js");
}

/** Beside the built library, or in the package where we work from source. */
function locate(file: string): string | undefined {
  const shipped = fileURLToPath(new URL(`../../assets/${file}`, import.meta.url));
  if (existsSync(shipped)) return shipped;
  try {
    return createRequire(import.meta.url).resolve(`plotly.js/dist/${file}`);
  } catch {
    return undefined;
  }
}

/** The kinds of trace that a figure draws. */
export function tracesOf(figure: unknown): readonly string[] {
  const {data} = (figure ?? {}) as {readonly data?: unknown};
  return Array.isArray(data) ? data.map((trace: unknown) => String((trace as {readonly type?: unknown} | null)?.type ?? "scatter")) : [];
}
