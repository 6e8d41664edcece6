/** @file A figure in words, for front ends that show text alone. */
import type {FigureJson} from "./json.ts";

type Json = Readonly<Record<string, unknown>>;
const mostTraces = 12;

/** Title, axes, and each trace with its kind, name and number of points. */
export function figureSummary({data, layout}: FigureJson): string {
  const title = titleOf(layout);
  const axes = ["xaxis", "yaxis"].map((axis) => titleOf((layout[axis] ?? {}) as Json)).filter(Boolean).join(" against ");
  const head = `Figure${title ? ` "${title}"` : ""}: ${data.length} ${data.length === 1 ? "trace" : "traces"}${axes ? ` (${axes})` : ""}`;
  const rest = data.length > mostTraces ? [`  … ${data.length - mostTraces} more`] : [];
  return [head, ...data.slice(0, mostTraces).map(traceLine), ...rest].join("\n");
}

/** Plotly allows `title: "…"` and `title: {text: "…"}`; tags such as `<b>` are left out. */
function titleOf({title}: Json): string {
  const text = typeof title === "object" && title !== null ? (title as Json).text : title;
  return typeof text === "string" ? text.replace(/<[^<>]*>/g, " ").replace(/\s+/g, " ").trim() : "";
}

function traceLine(trace: Json): string {
  const name = typeof trace.name === "string" && trace.name ? ` "${trace.name}"` : "";
  return `  ${typeof trace.type === "string" ? trace.type : "scatter"}${name}: ${points(trace)}`;
}

function points({z, x, y, values, r, lat}: Json): string {
  if (Array.isArray(z) && Array.isArray(z[0])) return `${z.length} × ${z[0].length} values`;
  const series = [y, x, values, r, lat, z].filter((each) => Array.isArray(each)).map((each) => each.length);
  return series.length > 0 ? `${Math.max(...series).toLocaleString("en")} points` : "no points";
}
