/** @file A pen on paper: a smooth curve through points, and the ink that it leaves on pixels. */
import type {Point, Stroke} from "./strokes.ts";

const PIECES = 8;

/** The stroke as a fine polyline: the Catmull-Rom curve through its points. */
export function curve(stroke: Stroke): Point[] {
  const at = (i: number): Point => stroke[Math.min(stroke.length - 1, Math.max(0, i))]!, points: Point[] = [at(0)];
  for (let i = 0; i + 1 < stroke.length; i++) {
    for (let k = 1; k <= PIECES; k++) points.push(between(at(i - 1), at(i), at(i + 1), at(i + 2), k / PIECES));
  }
  return points;
}

function between(a: Point, b: Point, c: Point, d: Point, u: number): Point {
  const along = (p: number, q: number, r: number, s: number): number =>
    q + (u / 2) * (r - p + u * (2 * p - 5 * q + 4 * r - s + u * (3 * (q - r) + s - p)));
  return [along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])];
}

/**
 * Ink of a round pen of half width `radius` (pixels) along polylines, on `size × size` pixels: 1 inside, falling to 0
 * over one pixel at the edge. Sums, products and square roots alone, so that pictures agree bit for bit everywhere.
 */
export function ink(lines: readonly (readonly Point[])[], radius: number, size: number): Float64Array {
  const nearest = new Float64Array(size * size).fill(Infinity);
  for (const line of lines) for (let i = 0; i + 1 < line.length; i++) approach(nearest, line[i]!, line[i + 1]!, radius + 1, size);
  return nearest.map((square) => Math.min(1, Math.max(0, radius + 0.5 - Math.sqrt(square))));
}

/** Lowers the squared distances of the pixels around one piece of line to it. */
function approach(nearest: Float64Array, [x0, y0]: Point, [x1, y1]: Point, reach: number, size: number): void {
  const dx = x1 - x0, dy = y1 - y0, length = dx * dx + dy * dy;
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach)), bottom = Math.min(size - 1, Math.ceil(Math.max(y0, y1) + reach));
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach)), right = Math.min(size - 1, Math.ceil(Math.max(x0, x1) + reach));
  for (let r = top; r <= bottom; r++) {
    for (let s = left; s <= right; s++) {
      const along = length > 0 ? Math.min(1, Math.max(0, ((s - x0) * dx + (r - y0) * dy) / length)) : 0;
      const ex = s - x0 - along * dx, ey = r - y0 - along * dy, square = ex * ex + ey * ey;
      if (square < nearest[r * size + s]!) nearest[r * size + s] = square;
    }
  }
}
