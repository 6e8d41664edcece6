/** @file For which cell the code that runs now speaks: kept over awaits, timers and callbacks. */
import {AsyncLocalStorage} from "node:async_hooks";
import type {Origin} from "../../engine.ts";

const storage = new AsyncLocalStorage<Origin>();
let latest: Origin = 0;

/** The cell of the running code; where that is unknown, the cell that started last. */
export function currentOrigin(): Origin {
  return storage.getStore() ?? latest;
}

export function within<T>(origin: Origin, run: () => T): T {
  return storage.run(origin, run);
}

/** As `within`, for a cell that starts now. */
export function start<T>(origin: Origin, run: () => T): T {
  latest = origin;
  return storage.run(origin, run);
}
