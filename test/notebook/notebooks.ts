/** @file Notebooks and cells for tests, with what the test does not say filled in. */
import type {Cell, CodeCell, Notebook, Output, TextCell} from "../../lib/notebook/format/document.ts";

export const notebook = (...cells: readonly Cell[]): Notebook => ({
  cells, metadata: {kernelspec: {name: "spikebook", display_name: "TypeScript (Spikebook)", language: "typescript"}}, nbformat: 4, nbformat_minor: 5
});

let next = 0;

export function code(source: string, {outputs = [], tags, id = `c${next++}`, count = null}: {outputs?: readonly Output[]; tags?: readonly string[]; id?: string; count?: number | null} = {}): CodeCell {
  return {cell_type: "code", id, source, metadata: tags ? {tags} : {}, outputs, execution_count: count};
}

export function markdown(source: string, attachments?: TextCell["attachments"]): TextCell {
  return {cell_type: "markdown", id: `m${next++}`, source, metadata: {}, ...(attachments && {attachments})};
}

export const stdout = (text: string): Output => ({output_type: "stream", name: "stdout", text});
export const display = (data: Readonly<Record<string, unknown>>, metadata: Readonly<Record<string, unknown>> = {}): Output => ({output_type: "display_data", data, metadata});
export const result = (data: Readonly<Record<string, unknown>>, count = 1): Output => ({output_type: "execute_result", data, metadata: {}, execution_count: count});
export const plain = (text: string, count = 1): Output => result({"text/plain": text}, count);
