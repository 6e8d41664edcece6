/** @file What a submission's cells find in their context beside the language itself. */

/**
 * A script of the context: what a notebook shows goes nowhere, and what it asks of a page is answered by a thing that does nothing.
 * It is text, so that no object of the process outside comes into the context by it.
 */
export const prelude = `(() => {
  const nothing = new Proxy(function () {}, {
    get: (_, key) => (key === "then" || typeof key === "symbol" ? undefined : nothing),
    apply: () => nothing,
    construct: () => nothing
  });
  const quiet = {log() {}, info() {}, warn() {}, error() {}, debug() {}, table() {}, dir() {}, time() {}, timeEnd() {}};
  const progress = (what) => (typeof what === "number" ? Array.from({length: what}, (_, i) => i) : what);
  Object.assign(globalThis, {
    console: quiet, sheet: nothing, display: nothing, clearOutput: nothing, progress, slider: nothing, select: nothing, checkbox: nothing, text: nothing, button: nothing,
    performance: {now: () => Date.now()}, queueMicrotask: (run) => void Promise.resolve().then(run)
  });
})()`;

/** A script whose value samples a function where it lives: its arguments and its results are the context's own. */
export const sampler = `((parse, stringify) => (answer, places) => stringify(parse(places).map((values) => {
  try {
    const value = answer(values);
    if (typeof value === "number") return value - value === 0 ? {number: value} : {odd: "" + value};
    if (value === null) return {odd: "null"};
    if (typeof value !== "object") return {odd: typeof value};
    return {odd: typeof value.then === "function" ? "promise" : Array.isArray(value) ? "array" : "object"};
  } catch (error) {
    try {
      return {threw: ("" + (error && typeof error === "object" && "message" in error ? error.message : error)).slice(0, 300)};
    } catch {
      return {threw: "something that has no words"};
    }
  }
})))(JSON.parse, JSON.stringify)`;
