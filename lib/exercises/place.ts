/** @file Where an exercise's verdict stands on a page: its words, the hints asked for, and a curve where there is one. */
import {shown} from "./shown.ts";
import type {Verdict} from "./verdict.ts";

/** What a sheet needs of the page: `display` of the notebook. */
export interface Page {
  readonly display: (value: unknown, options?: {readonly id?: string}) => {update(value: unknown): void};
}

export interface Place {
  show(verdict: Verdict): void;
  /** Markdown, under the words. */
  hint(markdown: string): void;
}

const marks = {right: "✓", wrong: "✗", open: "○"} as const;

/** Shows a verdict; what follows takes its place. */
export function placeOn(page: Page, first: Verdict): Place {
  let now = first, hint = "";
  const words = (): unknown => shown(`${marks[now.kind]} ${now.sentence}${hint && `\n\n${hint}`}`);
  const text = page.display(words());
  let curve = first.figure && page.display(first.figure);
  return {
    show(verdict) {
      now = verdict;
      text.update(words());
      if (curve) curve.update(verdict.figure ?? shown("(no curve)"));
      else if (verdict.figure) curve = page.display(verdict.figure);
    },
    hint(markdown) {
      hint = markdown;
      text.update(words());
    }
  };
}
