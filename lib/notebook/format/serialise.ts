/** @file A notebook value to the bytes that Jupyter itself would write: sorted keys, one-space indent, a newline at the end. */
import {jsonMime, type Cell, type MimeBundle, type Notebook, type Output} from "./document.ts";

/** The same value always gives the same text. */
export function serialiseNotebook({cells, metadata, nbformat, nbformat_minor}: Notebook): string {
  return JSON.stringify(sorted({cells: cells.map(cellFields), metadata, nbformat, nbformat_minor}), undefined, 1) + "\n";
}

function cellFields(cell: Cell): unknown {
  if (cell.cell_type === "code") return {...cell, source: lines(cell.source), outputs: cell.outputs.map(outputFields)};
  const {attachments, ...rest} = cell;
  return {...rest, source: lines(cell.source), ...(attachments && {attachments})};
}

function outputFields(output: Output): unknown {
  switch (output.output_type) {
    case "stream": return {...output, text: lines(output.text)};
    case "display_data":
    case "execute_result": return {...output, data: bundleFields(output.data)};
    case "error": return output;
    default: return output satisfies never;
  }
}

function bundleFields(data: MimeBundle): unknown {
  return Object.fromEntries(Object.entries(data).map(([mime, value]) => [mime, typeof value === "string" && !jsonMime(mime) ? lines(value) : value]));
}

/** Where nbformat (Python's `str.splitlines`) ends a line; each line keeps its end. */
const lineEnd = /(?<=\r\n|\r(?!\n)|[\n\v\f\x1c\x1d\x1e\x85\u2028\u2029])/;

function lines(text: string): readonly string[] {
  return text === "" ? [] : text.split(lineEnd);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, each]) => [key, sorted(each)]));
}
