/** @file Two plain readers of images, to measure how hard a set is: least squares and the nearest neighbour. */
import {sizeOf} from "../../lib/tensor/shape.ts";
import type {LabelledImages} from "../../lib/tensor/labelled.ts";

/** A set as rows of numbers: means of `pool × pool` pixels in `[0, 1]`. */
export interface Features {
  readonly rows: readonly Float64Array[];
  readonly labels: Uint8Array;
}

export function features({pixels, labels, shape, count}: LabelledImages, pool: number): Features {
  const width = shape.at(-1)!, side = width / pool, size = sizeOf(shape);
  const rows = Array.from({length: count}, (_, i) => {
    const x = new Float64Array(side * side);
    for (let place = 0; place < size; place++) {
      x[Math.floor(place / width / pool) * side + Math.floor((place % width) / pool)]! += pixels[i * size + place]! / (255 * pool * pool);
    }
    return x;
  });
  return {rows, labels};
}

/** `(XᵀX + ridge) W = XᵀY` for one-of-ten targets and a constant, by Gaussian elimination. One row a feature. */
export function leastSquares({rows, labels}: Features, ridge: number): Float64Array[] {
  const size = rows[0]!.length + 1, system = Array.from({length: size}, (_, j) => new Float64Array(size + 10).fill(0).map((_zero, k) => (j === k ? ridge : 0)));
  rows.forEach((row, i) => {
    const x = Float64Array.of(...row, 1);
    for (let j = 0; j < size; j++) {
      if (x[j] === 0) continue;
      for (let k = 0; k < size; k++) system[j]![k]! += x[j]! * x[k]!;
      system[j]![size + labels[i]!]! += x[j]!;
    }
  });
  for (let j = 0; j < size; j++) for (let k = 0; k < size; k++) if (k !== j) eliminate(system[k]!, system[j]!, j);
  return system.map((row, j) => row.slice(size).map((y) => y / row[j]!));
}

function eliminate(row: Float64Array, pivot: Float64Array, column: number): void {
  const share = row[column]! / pivot[column]!;
  if (share !== 0) for (let m = column; m < row.length; m++) row[m]! -= share * pivot[m]!;
}

export function linearAccuracy(weights: readonly Float64Array[], {rows, labels}: Features): number {
  const right = rows.filter((row, i) => {
    const scores = Array.from({length: 10}, (_, c) => row.reduce((sum, x, j) => sum + x * weights[j]![c]!, weights.at(-1)![c]!));
    return scores.indexOf(Math.max(...scores)) === labels[i];
  });
  return right.length / rows.length;
}

/** On the first `count` rows of the test set. */
export function nearestAccuracy(train: Features, test: Features, count: number): number {
  const right = test.rows.slice(0, count).filter((x, i) => {
    let best = Infinity, label = -1;
    train.rows.forEach((y, k) => {
      let square = 0;
      for (let j = 0; j < x.length && square < best; j++) square += (x[j]! - y[j]!) ** 2;
      if (square < best) [best, label] = [square, train.labels[k]!];
    });
    return label === test.labels[i];
  });
  return right.length / count;
}
