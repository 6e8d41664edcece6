/** @file Looking at values that may throw when they are looked at. */

/** Property `key` of `value`; `undefined` where a getter or a proxy throws. */
export function peek(value: object, key: PropertyKey): unknown {
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** Runs a formatter that only guesses what a value is: where the guess throws, it was wrong. */
export function attempt<T>(guess: () => T | undefined): T | undefined {
  try {
    return guess();
  } catch {
    return undefined;
  }
}

export const isFunction = (value: unknown): value is (...args: readonly unknown[]) => unknown => typeof value === "function";

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
