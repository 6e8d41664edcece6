/** @file `progress`: a loop with a bar that shows how far it is, how fast, and how long it will take. */
import {plainText} from "./format/text.ts";
import {startBar, type Bar} from "./progress-bar.ts";

export interface ProgressOptions {
  /** Words before the bar. */
  readonly label?: string;
  /** How many items there will be, where the items do not say (a generator, a stream). */
  readonly total?: number;
}

/**
 * Goes through `items` and shows a bar while it does: `for (const x of progress(items)) …`, `for await` for streams,
 * and `progress(n)` for the numbers 0 … n - 1. The bar is drawn at most ten times a second and ends as *done*, or as
 * *stopped* where the loop was left early.
 */
export function progress(count: number, options?: ProgressOptions): IterableIterator<number>;
export function progress<T>(items: Iterable<T>, options?: ProgressOptions): IterableIterator<T>;
export function progress<T>(items: AsyncIterable<T>, options?: ProgressOptions): AsyncIterableIterator<T>;
export function progress<T>(items: number | Iterable<T> | AsyncIterable<T>, options: ProgressOptions = {}): IterableIterator<T | number> | AsyncIterableIterator<T> {
  const total = checkedTotal(options.total ?? sizeOf(items));
  const label = options.label ?? "";
  if (typeof items === "number") return follow(numbers(items), () => startBar(label, items));
  if (Symbol.iterator in Object(items)) return follow(items as Iterable<T>, () => startBar(label, total));
  if (Symbol.asyncIterator in Object(items)) return followAsync(items as AsyncIterable<T>, () => startBar(label, total));
  throw new TypeError(`progress: items must be a number or iterable, got ${plainText(items).slice(0, 100)}`);
}

function* follow<T>(items: Iterable<T>, start: () => Bar): Generator<T, void, undefined> {
  const bar = start();
  try {
    for (const item of items) {
      yield item;
      bar.step();
    }
    bar.end(true);
  } finally {
    bar.end(false);
  }
}

async function* followAsync<T>(items: AsyncIterable<T>, start: () => Bar): AsyncGenerator<T, void, undefined> {
  const bar = start();
  try {
    for await (const item of items) {
      yield item;
      bar.step();
    }
    bar.end(true);
  } finally {
    bar.end(false);
  }
}

function* numbers(count: number): Iterable<number> {
  for (let i = 0; i < count; i++) yield i;
}

function sizeOf(items: unknown): number | undefined {
  if (typeof items === "number") return items;
  const {length, size} = Object(items) as {readonly length?: unknown; readonly size?: unknown};
  return typeof length === "number" ? length : typeof size === "number" ? size : undefined;
}

function checkedTotal(total: number | undefined): number | undefined {
  if (total !== undefined && !(total >= 0 && Number.isInteger(total))) throw new RangeError(`progress: total must be a whole number of items, not negative, got ${total}`);
  return total;
}
