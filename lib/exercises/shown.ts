/** @file Words that a notebook shows as Markdown. */

/** Markdown; nothing is shown where it is empty. */
export interface Shown {
  readonly markdown: string;
}

export function shown(markdown: string): Shown {
  const bundle = (): Readonly<Record<string, string>> => (markdown === "" ? {} : {"text/markdown": markdown, "text/plain": markdown});
  return Object.defineProperty({markdown}, Symbol.for("Jupyter.display"), {value: bundle});
}
