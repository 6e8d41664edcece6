/** @file A long table as data, for front ends that page and sort it; others show the HTML beside it. */
import type {Column} from "./column.ts";

export const tableMime = "application/vnd.spikebook.table+json";

export interface TablePages {
  readonly columns: readonly Column[];
  /** How large the table is, and how much of it is here. */
  readonly note: string;
}

/** Whether a table's note says that rows are missing. */
export const partial = (note: string): boolean => /\bthe first [\d,]+ rows\b/.test(note);

const [mostRows, mostCells] = [1000, 20_000];

/** How many rows go into a notebook at most: a table is shown there, not kept. */
export const pagedRows = (rows: number, columns: number): number => Math.min(rows, mostRows, Math.floor(mostCells / Math.max(1, columns)));
