/** @file A head of a table that is clicked sorts its rows: upwards, then downwards, then as they were. */
import {partial} from "../../../../../jupyter/display/format/table-pages.ts";
import {orderOf, type Direction} from "./order.ts";

const next: Readonly<Record<string, Direction | undefined>> = {none: "ascending", ascending: "descending"};

/** The rows in the order that a click on `head` asks for; `rows` are those of the whole table, as they were made. */
export function sortedBy(head: HTMLTableCellElement, rows: readonly HTMLTableRowElement[]): readonly HTMLTableRowElement[] {
  const direction = next[head.ariaSort ?? "none"];
  for (const each of head.parentElement!.children) each.ariaSort = null;
  if (!direction) return rows;
  head.ariaSort = direction;
  const cells = rows.map((row) => row.cells[head.cellIndex]?.textContent ?? "");
  return orderOf(cells, head.style.textAlign === "right", direction).map((i) => rows[i]!);
}

const made = new WeakMap<HTMLTableElement, readonly HTMLTableRowElement[]>();

/** Sorts the tables that our kernel shows whole, as HTML: they hold no script, so they sort wherever they come from. */
export function sortWholeTables(): void {
  document.addEventListener("click", ({target}) => {
    const head = target instanceof Element ? target.closest<HTMLTableCellElement>(".jp-OutputArea-output div.spikebook-table thead th") : null;
    const table = head?.closest("table");
    const body = table?.tBodies[0];
    // A part of a table is not sorted: its smallest would be taken for the smallest of all.
    if (!head || !table || !body || partial(table.nextElementSibling?.textContent ?? "")) return;
    if (!made.has(table)) made.set(table, [...body.rows]);
    body.replaceChildren(...sortedBy(head, made.get(table)!));
  });
}
