/** @file The order of a table's rows by one of its columns. */

export type Direction = "ascending" | "descending";

const collator = new Intl.Collator("en", {numeric: true});

/** The places of `cells` in order; equal ones keep theirs, and what is no value comes last either way. */
export function orderOf(cells: readonly string[], numeric: boolean, direction: Direction): readonly number[] {
  const sign = direction === "ascending" ? 1 : -1;
  const missing = (text: string): boolean => text === "" || (numeric && Number.isNaN(Number(text)));
  const compare = (a: string, b: string): number => {
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
    if (!numeric) return sign * collator.compare(a, b);
    const [x, y] = [Number(a), Number(b)];
    return x === y ? 0 : x < y ? -sign : sign;
  };
  return cells.map((_, i) => i).sort((i, j) => compare(cells[i]!, cells[j]!));
}
