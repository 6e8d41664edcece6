/**
 * @file Values that say themselves how they are shown.
 *
 * `[Symbol.for("Jupyter.display")]()` gives a whole MIME bundle, now or by a promise (Deno's convention, and the one
 * to use in new code). The names that IPython looks for, `_repr_html_()`, `_repr_markdown_()`, `_repr_latex_()`,
 * `_repr_svg_()`, `_repr_json_()`, each give one form and are sync.
 */
import type {MimeBundle} from "../../engine.ts";
import type {Bundle} from "../../runtime/port.ts";
import {htmlText} from "../html.ts";
import {figureHtml} from "../plotly/html.ts";
import {figureJson} from "../plotly/json.ts";
import {figureSummary} from "../plotly/summary.ts";
import {attempt, isFunction, isObject, peek} from "./guard.ts";
import {cut, plainText} from "./text.ts";

const jupyterDisplay = Symbol.for("Jupyter.display");

const representations: Readonly<Record<string, string>> = {
  _repr_html_: "text/html",
  _repr_markdown_: "text/markdown",
  _repr_latex_: "text/latex",
  _repr_svg_: "image/svg+xml",
  _repr_json_: "application/json"
};

/** The bundle that a value gives of itself. */
export function formatProtocol(value: object): Bundle | Promise<Bundle> | undefined {
  const own = peek(value, jupyterDisplay);
  if (!isFunction(own)) return attempt(() => formatRepresentations(value));
  const given = own.call(value);
  return given instanceof Promise ? given.then((bundle) => asBundle(bundle, value)) : asBundle(given, value);
}

function formatRepresentations(value: object): Bundle | undefined {
  const data: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(representations)) {
    const method = peek(value, name);
    const form = isFunction(method) ? method.call(value) : undefined;
    if (form !== undefined && form !== null) data[type] = form;
  }
  return Object.keys(data).length > 0 ? {data: withText(data, value), metadata: {}} : undefined;
}

function asBundle(given: unknown, value: object): Bundle {
  if (!isObject(given) || Array.isArray(given)) throw new TypeError(`Symbol.for("Jupyter.display"): must return a MIME bundle (an object of MIME type to data), got ${plainText(given).slice(0, 100)}`);
  return {data: Object.keys(given).length > 0 ? withText(withFigureHtml(given as MimeBundle), value) : {}, metadata: {}};
}

/** Adds to a plotly figure without HTML the HTML that draws it, for front ends that do not know plotly's own type. */
function withFigureHtml(data: MimeBundle): MimeBundle {
  const figure = data["application/vnd.plotly.v1+json"];
  if (!isObject(figure) || !Array.isArray(peek(figure, "data")) || data["text/html"] !== undefined) return data;
  const json = figureJson(figure as {data: object[]});
  return {...data, "application/vnd.plotly.v1+json": json, "text/html": figureHtml(json, figureSummary(json))};
}

/** Adds `text/plain` where a bundle has none: its Markdown, LaTeX, or the words of its HTML; else the value, or what types there are. */
export function withText(data: MimeBundle, value?: unknown): MimeBundle {
  if (typeof data["text/plain"] === "string") return data;
  const {"text/html": html, "text/markdown": markdown, "text/latex": latex} = data;
  const source = typeof markdown === "string" ? markdown : typeof latex === "string" ? latex : typeof html === "string" ? htmlText(html) : "";
  return {...data, "text/plain": source ? cut(source) : value === undefined ? `[${Object.keys(data).join(", ")}]` : plainText(value)};
}
