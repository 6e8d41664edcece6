/** @file Which cells were interrupted, and how their asynchronous code ends: pending awaits throw once, later ones never settle. */
import type {Origin} from "../../engine.ts";
import {currentOrigin} from "./origin.ts";

const interrupted = new Set<Origin>();
const pending = new Map<Origin, Set<(reason: unknown) => void>>();
const listeners = new Set<(origin: Origin) => void>();
const never = new Promise<never>(() => {});

export class Interrupted extends Error {
  override readonly name = "Interrupted";
  constructor() {
    super("the cell was interrupted");
  }
}

export function stopped(origin: Origin): boolean {
  return interrupted.has(origin);
}

/** Calls `listener` for every cell that is interrupted. */
export function onInterrupt(listener: (origin: Origin) => void): void {
  listeners.add(listener);
}

/** Ends a cell's asynchronous code: what it awaits now throws, its timers go, and what it awaits later never settles. */
export function interrupt(origin: Origin): void {
  interrupted.add(origin);
  for (const listener of listeners) listener(origin);
  const waiting = pending.get(origin) ?? [];
  pending.delete(origin);
  for (const reject of waiting) reject(new Interrupted());
}

/** A cell that is run again under a number already used starts with a clean slate. */
export function revive(origin: Origin): void {
  interrupted.delete(origin);
}

/** As `value`; forgets `reject` when it has settled. V8 follows an await, and a plain `then`, through to the caller's frame. */
async function followed<T>(value: PromiseLike<T>, all: Set<(reason: unknown) => void>, reject: (reason: unknown) => void): Promise<T> {
  try {
    return await value;
  } finally {
    all.delete(reject);
  }
}

/** A promise as `value`, that an interrupt of its cell rejects. */
export function breakable<T>(value: PromiseLike<T>, origin: Origin = currentOrigin()): Promise<T> {
  const all = pending.get(origin) ?? new Set();
  pending.set(origin, all);
  return new Promise<T>((resolve, reject) => {
    all.add(reject);
    void followed(value, all, reject).then(resolve, reject);
  });
}

function thenable(value: unknown): value is PromiseLike<unknown> {
  return (typeof value === "object" || typeof value === "function") && value !== null && typeof (value as {then?: unknown}).then === "function";
}

/** What a cell awaits goes through here first: `await gate(value)`. */
export function gate(value: unknown): unknown {
  const origin = currentOrigin();
  if (interrupted.has(origin)) return never;
  return thenable(value) ? breakable(value, origin) : value;
}

/** And comes back through here: an await that was over before the interrupt came still ends its function. */
export function alive<T>(value: T): T {
  if (interrupted.has(currentOrigin())) throw new Interrupted();
  return value;
}

type Iterator = {next(): unknown; return?(): unknown};

/** What a cell's `for await` runs over. */
export function each(items: AsyncIterable<unknown> | Iterable<unknown>): AsyncIterable<unknown> {
  const make = (items as AsyncIterable<unknown>)[Symbol.asyncIterator];
  if (!make) return inTurn(items as Iterable<unknown>);
  return {
    [Symbol.asyncIterator]() {
      const iterator = make.call(items) as Iterator;
      return {
        next: async () => alive((await gate(iterator.next())) as IteratorResult<unknown>),
        return: async (value?: unknown) => ((await iterator.return?.()) ?? {done: true, value}) as IteratorResult<unknown>
      };
    }
  };
}

/** `for await` over plain items awaits each of them. */
async function* inTurn(items: Iterable<unknown>): AsyncGenerator<unknown> {
  for (const item of items) yield alive(await gate(item));
}
