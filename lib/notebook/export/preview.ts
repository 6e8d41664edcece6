/** @file A chapter's small picture for the index: its first figure as bare lines, or its first image. */
import {numbersOf, type Numbers} from "../compare/typed-array.ts";
import type {Notebook, Output} from "../format/document.ts";
import {plotlyMime} from "./plotly.ts";

const width = 240;
const height = 120;
const most = 160;

/** An SVG, an image, or nothing where the notebook shows neither. */
export function previewHtml({cells}: Notebook): string {
  const outputs = cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []));
  for (const output of outputs) {
    const html = figurePreview(output) ?? imagePreview(output);
    if (html) return html;
  }
  return "";
}

interface Line {
  readonly x: Numbers;
  readonly y: Numbers;
  readonly markers: boolean;
  /** Lines on one axis share its scale. */
  readonly axis: string;
}

function figurePreview(output: Output): string | undefined {
  if (!("data" in output)) return undefined;
  const {data} = (output.data[plotlyMime] ?? {}) as {readonly data?: unknown};
  const lines = (Array.isArray(data) ? data : []).flatMap(lineOf).slice(0, 5);
  return lines.length > 0 ? drawing(lines) : undefined;
}

function lineOf(trace: {readonly type?: string; readonly x?: unknown; readonly y?: unknown; readonly mode?: string; readonly yaxis?: string}): readonly Line[] {
  const y = numbersOf(trace.y);
  if (!y || !["scatter", "scattergl"].includes(trace.type ?? "scatter")) return [];
  return [{y, x: numbersOf(trace.x) ?? Array.from({length: y.length}, (_, i) => i), markers: trace.mode === "markers", axis: trace.yaxis ?? "y"}];
}

function drawing(lines: readonly Line[]): string {
  const [left, right] = extent(lines.map(({x}) => x));
  const heights = new Map(lines.map(({axis}) => [axis, extent(lines.filter((line) => line.axis === axis).map(({y}) => y))]));
  const place = (value: number, from: number, to: number): number => (to > from ? (value - from) / (to - from) : 0.5);
  const point = ({x, y, axis}: Line, i: number): string =>
    `${(6 + (width - 12) * place(x[i]!, left, right)).toFixed(1)},${(height - 6 - (height - 12) * place(y[i]!, ...heights.get(axis)!)).toFixed(1)}`;
  const shapes = lines.map((line, k) => {
    const points = places(line).map((i) => point(line, i));
    if (!line.markers) return `<polyline class="trace-${k}" points="${points.join(" ")}"/>`;
    return points.map((each) => `<circle class="trace-${k}" cx="${each.split(",")[0]}" cy="${each.split(",")[1]}" r="2"/>`).join("");
  });
  return `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${shapes.join("")}</svg>`;
}

/** So many places as the picture can show, ends included, and only where both numbers are. */
function places({x, y}: Line): readonly number[] {
  const length = Math.min(x.length, y.length);
  const count = Math.min(length, most);
  return Array.from({length: count}, (_, k) => Math.round((k * (length - 1)) / Math.max(count - 1, 1))).filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
}

function extent(series: readonly Numbers[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const numbers of series) {
    for (let i = 0; i < numbers.length; i++) {
      if (numbers[i]! < low) low = numbers[i]!;
      if (numbers[i]! > high) high = numbers[i]!;
    }
  }
  return [low, high];
}

function imagePreview(output: Output): string | undefined {
  if (!("data" in output)) return undefined;
  const mime = ["image/png", "image/jpeg", "image/webp"].find((each) => typeof output.data[each] === "string");
  return mime && `<img alt="" src="data:${mime};base64,${String(output.data[mime]).replace(/[^A-Za-z0-9+/=]/g, "")}">`;
}
