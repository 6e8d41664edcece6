/** @file Tables: arquero's, from rows or from columns. */
import {from, table as columnTable} from "arquero";
import type {ColumnTable} from "arquero";

/** Columns by name, all of one length. */
export type Columns = Readonly<Record<string, ArrayLike<unknown>>>;
/** An object each: interfaces of ours as well, which have no index signature. */
export type Rows = readonly object[];

/**
 * A table of rows `[{name: …}, …]` or of columns `{name: […]}`; typed arrays are columns too. The result is arquero's,
 * to be filtered, derived from, grouped and joined. A table of arquero's own is given back as it is.
 *
 * @throws RangeError if columns differ in length.
 */
export function table(values: Rows | Columns | ColumnTable): ColumnTable {
  if (isTable(values)) return values;
  if (Array.isArray(values)) return from(values as object[]);
  const columns = Object.entries(values as Columns);
  const [first] = columns;
  for (const [name, column] of columns) {
    if (column.length !== first![1].length) throw new RangeError(`show.table: columns must be of one length, got ${first![0]} with ${first![1].length} and ${name} with ${column.length}`);
  }
  return columnTable(Object.fromEntries(columns.map(([name, column]) => [name, Array.from(column)])));
}

const isTable = (values: object): values is ColumnTable => "numRows" in values && typeof values.numRows === "function";
