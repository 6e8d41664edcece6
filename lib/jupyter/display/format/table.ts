/** @file Arquero tables (anything with their methods) as HTML and as aligned text: the first rows, and how many more. */
import type {Bundle} from "../../runtime/port.ts";
import {escapeHtml} from "../html.ts";
import {columnText, type Column} from "./column.ts";
import {attempt, isFunction, peek} from "./guard.ts";
import {pagedRows, tableMime, type TablePages} from "./table-pages.ts";
import {cut} from "./text.ts";

/** The part of arquero's Table that is used here. */
interface Table {
  numRows(): number;
  numCols(): number;
  columnNames(): readonly string[];
  get(name: string, row: number): unknown;
  isGrouped?(): boolean;
  groups?(): {readonly names: readonly string[]} | null;
}

const mostRows = 20;
const mostColumns = 40;

function isTable(value: object): value is Table {
  return ["numRows", "numCols", "columnNames", "get", "toHTML"].every((name) => isFunction(peek(value, name)));
}

/** A table as `text/html` and `text/plain`; one with more rows than those show also as data. */
export function formatTable(value: object): Bundle | undefined {
  return attempt(() => (isTable(value) ? tableBundle(value) : undefined));
}

function tableBundle(table: Table): Bundle {
  const rows = Math.min(table.numRows(), mostRows);
  const columns = columnsOf(table, rows);
  const note = noteOf(table, rows);
  return {data: {...pagesOf(table), "text/html": tableHtml(columns, rows, note), "text/plain": cut(tableText(columns, rows, note))}, metadata: {}};
}

const columnsOf = (table: Table, rows: number): readonly Column[] =>
  table.columnNames().slice(0, mostColumns).map((name) => columnText(name, Array.from({length: rows}, (_, r) => table.get(name, r))));

function pagesOf(table: Table): {readonly [tableMime]?: TablePages} {
  if (table.numRows() <= mostRows) return {};
  const rows = pagedRows(table.numRows(), Math.min(table.numCols(), mostColumns));
  return {[tableMime]: {columns: columnsOf(table, rows), note: noteOf(table, rows)}};
}

/** `1,000 rows × 3 columns, the first 20 rows shown, grouped by name`. */
function noteOf(table: Table, given: number): string {
  const [rows, columns] = [table.numRows(), table.numCols()];
  const size = `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"} × ${columns} ${columns === 1 ? "column" : "columns"}`;
  const shown = [rows > given ? `the first ${given.toLocaleString("en")} rows` : "", columns > mostColumns ? `the first ${mostColumns} columns` : ""].filter(Boolean).join(" and ");
  const names = table.isGrouped?.() ? table.groups?.()?.names : undefined;
  return size + (shown ? `, ${shown} shown` : "") + (names ? `, grouped by ${names.join(", ")}` : "");
}

function tableHtml(columns: readonly Column[], rows: number, note: string): string {
  const style = (column: Column): string => (column.numeric ? ' style="text-align:right"' : ' style="text-align:left"');
  const cell = (tag: string, column: Column, text: string): string => `<${tag}${style(column)}>${escapeHtml(text)}</${tag}>`;
  const head = columns.map((column) => cell("th", column, column.name)).join("");
  const body = Array.from({length: rows}, (_, r) => `<tr>${columns.map((column) => cell("td", column, column.cells[r]!)).join("")}</tr>`);
  return `<div class="spikebook-table"><table><thead><tr>${head}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table><p><small>${escapeHtml(note)}</small></p></div>`;
}

function tableText(columns: readonly Column[], rows: number, note: string): string {
  const widths = columns.map((column) => Math.max(column.name.length, ...column.cells.map((cell) => cell.length)));
  const pad = (column: Column, i: number, text: string): string => (column.numeric ? text.padStart(widths[i]!) : text.padEnd(widths[i]!));
  const lines = [columns.map((column, i) => pad(column, i, column.name)), ...Array.from({length: rows}, (_, r) => columns.map((column, i) => pad(column, i, column.cells[r]!)))];
  return [...lines.map((line) => line.join("  ").trimEnd()), `(${note})`].join("\n");
}
