/** @file Values that show nothing as the last of a cell: handles, and the ways to stop something. */

/** Marks `value` as one that shows nothing: what it stands for is on the page, or has no look. */
export function quiet<T extends object>(value: T): T {
  return Object.defineProperty(value, Symbol.for("Jupyter.display"), {value: () => ({}), configurable: true});
}
