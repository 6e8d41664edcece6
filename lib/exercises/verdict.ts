/** @file A verdict is a value: right, wrong or still open, the sentence that says why, and a figure where there is a curve. */
import type {Figure} from "../show/figure.ts";

export interface Verdict {
  /** `open`: there is nothing yet that could be judged, and the sentence says what is missing. */
  readonly kind: "right" | "wrong" | "open";
  readonly sentence: string;
  /** The student's curve, the exact one and the simulator's. */
  readonly figure?: Figure;
}

/** A verdict that a notebook shows as its figure under its sentence, or as the sentence alone. */
export function verdict(kind: Verdict["kind"], sentence: string, figure?: Figure): Verdict {
  const titled = figure && {...figure, layout: {...figure.layout, title: {text: sentence}}};
  const bundle = (): Readonly<Record<string, unknown>> => ({...(titled ? {"application/vnd.plotly.v1+json": titled} : {"text/markdown": sentence}), "text/plain": sentence});
  return Object.defineProperty({kind, sentence, ...(titled ? {figure: titled} : {})}, Symbol.for("Jupyter.display"), {value: bundle});
}
