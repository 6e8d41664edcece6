/** @file Small linear systems: least squares on a few columns, by elimination with pivots. */

/** The factors of `columns` whose sum is nearest to `z`; a column that the others make up gets 0. */
export function solved(columns: readonly Float64Array[], z: ArrayLike<number>): number[] {
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
    return sum;
  };
  return eliminated(columns.map((a) => columns.map((b) => dot(a, b))), columns.map((a) => dot(a, z)));
}

/** The solution of `matrix · x = right`; 0 for what the matrix leaves open. */
export function eliminated(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]), n = rows.length, scale = Math.max(...matrix.flat().map(Math.abs), Number.MIN_VALUE);
  const pivots: number[] = [];
  for (let column = 0, row = 0; column < n && row < n; column++) {
    const best = rows.slice(row).reduce((most, each, k) => (Math.abs(each[column]!) > Math.abs(rows[most]![column]!) ? row + k : most), row);
    if (Math.abs(rows[best]![column]!) <= 1e-14 * scale) continue;
    [rows[row], rows[best]] = [rows[best]!, rows[row]!];
    for (let other = 0; other < n; other++) {
      if (other === row) continue;
      const factor = rows[other]![column]! / rows[row]![column]!;
      if (factor !== 0) for (let k = column; k <= n; k++) rows[other]![k]! -= factor * rows[row]![k]!;
    }
    pivots.push(column);
    row++;
  }
  const x = new Array<number>(n).fill(0);
  pivots.forEach((column, row) => { x[column] = rows[row]![n]! / rows[row]![column]!; });
  return x;
}
