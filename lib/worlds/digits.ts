/** @file Digits drawn by rule: strokes, bent and slanted as hands do, with a pen of some width. */
import {generator, split} from "../tensor/generator.ts";
import {shuffle} from "../tensor/draw.ts";
import type {Generator} from "../tensor/generator.ts";
import {labelledImages} from "../tensor/labelled.ts";
import type {LabelledImages} from "../tensor/labelled.ts";
import {stream} from "../tensor/stream.ts";
import type {Stream} from "../tensor/stream.ts";
import {curve, ink} from "./pen.ts";
import {digitStyles} from "./strokes.ts";
import type {Point, Style} from "./strokes.ts";

const SIZE = 28;
/** Height of the writing, pixels, before variation. */
const HEIGHT = 19;

/** A map of points. */
type Warp = (point: Point) => Point;

/** One digit as 28 × 28 grey values, 0 (paper) to 255 (ink). */
export function digit(label: number, source: Generator): Uint8Array {
  const styles = digitStyles[label];
  if (!styles) throw new RangeError(`digit: label must be a whole number from 0 to 9, got ${label}`);
  const draws = stream(source), style = pick(styles, draws.uniform());
  const warps = [wobble(draws, 0.014), elastic(draws, 0.064), hand(draws, style.aspect)];
  const lines = style.strokes.map((stroke) => curve(stroke.map(warps[0]!)).map((point) => warps[2]!(warps[1]!(point))));
  const shift = centring(lines, draws), radius = Math.min(2.1, Math.max(0.75, 1.4 + 0.3 * draws.normal())), strength = 255 * (1 - 0.18 * draws.uniform());
  return Uint8Array.from(ink(lines.map((line) => line.map(shift)), radius, SIZE), (grey) => Math.round(strength * grey));
}

/** `count` digits, each class equally often, in shuffled order; image `i` depends on the seed and `i` alone. */
export function drawnDigits(count: number, {seed}: {readonly seed: number}): LabelledImages {
  const source = generator(seed), pixels = new Uint8Array(count * SIZE * SIZE);
  const labels = Uint8Array.from(shuffle(split(source, "labels"), Uint8Array.from({length: count}, (_, i) => i % 10)));
  labels.forEach((label, i) => pixels.set(digit(label, split(source, i)), i * SIZE * SIZE));
  return labelledImages([1, SIZE, SIZE], pixels, labels);
}

function pick(styles: readonly Style[], lot: number): Style {
  let sum = 0;
  return styles.find(({share}) => lot < (sum += share)) ?? styles[0]!;
}

/** Each point of a stroke misses a little, independently: an unsteady hand. */
const wobble = (draws: Stream, deviation: number): Warp => ([x, y]) => [x + deviation * draws.normal(), y + deviation * draws.normal()];

/** The paper stretched: a random displacement at 4 × 4 places, smooth between them. */
function elastic(draws: Stream, deviation: number): Warp {
  const grid = Float64Array.from({length: 32}, () => deviation * draws.normal());
  const smooth = (u: number): number => u * u * (3 - 2 * u);
  return ([x, y]) => {
    const column = cell(x), row = cell(y), u = smooth(3 * x - column), v = smooth(3 * y - row);
    const at = (axis: number, r: number, s: number): number => grid[axis * 16 + r * 4 + s]!;
    const blend = (axis: number): number => (1 - v) * ((1 - u) * at(axis, row, column) + u * at(axis, row, column + 1)) + v * ((1 - u) * at(axis, row + 1, column) + u * at(axis, row + 1, column + 1));
    return [x + blend(0), y + blend(1)];
  };
}

/** The grid cell, 0 to 2, of a place in the unit box. */
const cell = (x: number): number => Math.min(2, Math.max(0, Math.floor(3 * x)));

/** Size, width, slant and turn of the writing, to pixels. */
function hand(draws: Stream, aspect: number): Warp {
  const height = HEIGHT * (1 + 0.05 * draws.normal()), width = HEIGHT * aspect * (1 + 0.1 * draws.normal());
  const slant = 0.1 + 0.15 * draws.normal(), half = 0.055 * draws.normal();
  // Turning by the tangent of half the angle needs no sine, so its bits agree everywhere.
  const cosine = (1 - half * half) / (1 + half * half), sine = (2 * half) / (1 + half * half);
  return ([x, y]) => {
    const across = width * (x - 0.5) - slant * height * (y - 0.5), down = height * (y - 0.5);
    return [cosine * across - sine * down, sine * across + cosine * down];
  };
}

/** Puts the middle of the writing near the middle of the picture, a pixel or so off, and never over its edge. */
function centring(lines: readonly (readonly Point[])[], draws: Stream): Warp {
  const [dx, dy] = [0, 1].map((axis) => {
    const all = lines.flatMap((line) => line.map((point) => point[axis]!)), low = Math.min(...all), high = Math.max(...all);
    const middle = (SIZE - 1) / 2 + 0.7 * draws.normal() - (low + high) / 2, margin = 2;
    return Math.min(SIZE - 1 - margin - high, Math.max(margin - low, middle));
  }) as [number, number];
  return ([x, y]) => [x + dx, y + dy];
}
