/** @file Which of several things are worth considering, when less is better in more than one way. */

/**
 * The rows that no other row beats: none is as small in all the columns and smaller in one (the Pareto front).
 *
 * @throws RangeError if a row has no number in one of the columns.
 */
export function undominated<Row extends object>(rows: readonly Row[], columns: readonly (keyof Row & string)[]): Row[] {
  const points = rows.map((row) => columns.map((column) => numberIn(row, column)));
  const beats = (a: readonly number[], b: readonly number[]): boolean => a.every((x, k) => x <= b[k]!) && a.some((x, k) => x < b[k]!);
  return rows.filter((_, i) => !points.some((other) => beats(other, points[i]!)));
}

function numberIn<Row extends object>(row: Row, column: keyof Row & string): number {
  const value: unknown = row[column];
  if (typeof value !== "number" || Number.isNaN(value)) throw new RangeError(`undominated: column ${column} must hold numbers, got ${String(value)}`);
  return value;
}
