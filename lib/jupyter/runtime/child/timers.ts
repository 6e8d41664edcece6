/** @file Timers that know their cell: an interrupt clears them, and a stopped cell sets no new ones. */
import {createRequire, syncBuiltinESMExports} from "node:module";
import {promisify} from "node:util";
import type {Origin} from "../../engine.ts";
import {breakable, onInterrupt, stopped} from "./interruption.ts";
import {currentOrigin} from "./origin.ts";

type Callback = (...args: unknown[]) => void;
type Timer = object;
type Set = (callback: Callback, ...rest: unknown[]) => Timer;
type Clear = (timer: unknown) => void;

const running = new Map<Origin, globalThis.Set<Timer>>();
let current: Origin | undefined;

/** The cell whose timer callback runs, or was stopped from outside while it ran. */
export function takeCurrent(): Origin | undefined {
  const origin = current;
  current = undefined;
  return origin;
}

function timersOf(origin: Origin): globalThis.Set<Timer> {
  const timers = running.get(origin) ?? new Set<Timer>();
  running.set(origin, timers);
  return timers;
}

function tracked(set: Set, clear: Clear, once: boolean): Set {
  const replaced = (callback: Callback, ...rest: unknown[]): Timer => {
    if (typeof callback !== "function") return set(callback, ...rest); // Node's own error.
    const origin = currentOrigin();
    const timers = timersOf(origin);
    const timer = set(function (this: unknown, ...args: unknown[]) {
      if (once) timers.delete(timer);
      current = origin;
      Reflect.apply(callback, this, args);
      current = undefined;
    }, ...rest);
    if (stopped(origin)) clear(timer);
    else timers.add(timer);
    return timer;
  };
  const custom = (set as {[promisify.custom]?: (...args: unknown[]) => Promise<unknown>})[promisify.custom];
  if (custom) Object.defineProperty(replaced, promisify.custom, {value: (...args: unknown[]) => breakable(custom(...args))});
  return Object.defineProperty(replaced, "name", {value: set.name});
}

function forgetting(clear: Clear): Clear {
  const replaced = (timer: unknown): void => {
    for (const timers of running.values()) if (timers.delete(timer as Timer)) break;
    clear(timer);
  };
  return Object.defineProperty(replaced, "name", {value: clear.name});
}

/** Puts the tracked timers in the place of Node's, as globals and in `node:timers`. */
export function overrideTimers(): void {
  const timers = createRequire(import.meta.url)("node:timers") as Record<string, never> & {readonly promises: Record<string, never>};
  const {setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate} = timers as Record<string, never>;
  const replaced: Record<string, unknown> = {
    setTimeout: tracked(setTimeout!, clearTimeout!, true),
    setInterval: tracked(setInterval!, clearInterval!, false),
    setImmediate: tracked(setImmediate!, clearImmediate!, true),
    clearTimeout: forgetting(clearTimeout!),
    clearInterval: forgetting(clearInterval!),
    clearImmediate: forgetting(clearImmediate!)
  };
  for (const [name, value] of Object.entries(replaced)) {
    for (const place of [globalThis, timers]) Object.defineProperty(place, name, {value, writable: true, configurable: true, enumerable: true});
  }
  overridePromises(timers.promises);
  syncBuiltinESMExports();
  onInterrupt((origin) => {
    for (const timer of running.get(origin) ?? []) (setTimeout === undefined ? undefined : clearAny(timer, clearTimeout!, clearImmediate!));
    running.delete(origin);
  });
}

function clearAny(timer: Timer, clearTimeout: Clear, clearImmediate: Clear): void {
  if (timer.constructor.name === "Immediate") clearImmediate(timer);
  else clearTimeout(timer);
}

function overridePromises(promises: Record<string, unknown>): void {
  for (const name of ["setTimeout", "setImmediate"]) {
    const set = promises[name] as (...args: unknown[]) => Promise<unknown>;
    promises[name] = Object.defineProperty((...args: unknown[]) => breakable(set(...args)), "name", {value: name});
  }
}
