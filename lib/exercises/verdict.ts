/** @file A verdict is a value: right, wrong or still open, the sentence that says why, and a figure where there is a curve. */
import type {Figure} from "../show/figure.ts";

export interface Verdict {
  /** `open`: there is nothing yet that could be judged, and the sentence says what is missing. */
  readonly kind: "right" | "wrong" | "open";
  /** Markdown, maths among it. */
  readonly sentence: string;
  /** The student's curve, the exact one and the simulator's. */
  readonly figure?: Figure;
}

/** A verdict that a notebook shows as its figure under its sentence, or as the sentence alone. */
export function verdict(kind: Verdict["kind"], sentence: string, figure?: Figure): Verdict {
  const bundle = (): Readonly<Record<string, unknown>> => ({...(figure ? {"application/vnd.plotly.v1+json": titled(figure, sentence)} : {"text/markdown": sentence}), "text/plain": sentence});
  return Object.defineProperty({kind, sentence, ...(figure ? {figure} : {})}, Symbol.for("Jupyter.display"), {value: bundle});
}

/** The sentence over the figure, in lines that fit: a title does not wrap by itself, and takes marks for its own. */
function titled(figure: Figure, sentence: string): Figure {
  const lines = sentence.replace(/[<>&]/g, (mark) => ({"<": "&lt;", ">": "&gt;", "&": "&amp;"})[mark]!).match(/.{1,80}(?=\s|$)|\S+/gu) ?? [];
  const title = {text: lines.map((line) => line.trim()).join("<br>"), font: {size: 15}, x: 0, xanchor: "left", xref: "paper", y: 1, yanchor: "top", yref: "container", pad: {t: 8}, automargin: true};
  return {...figure, layout: {...figure.layout, title, margin: {...(figure.layout["margin"] as object | undefined), t: 44 + 20 * lines.length}}};
}
