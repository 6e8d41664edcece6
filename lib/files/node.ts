/** @file Node's files and gzip, asked for only when needed, so that a browser can load this room and go without. */

/**
 * One of Node's own modules.
 *
 * @throws Error where there is no Node.
 */
export function node<Name extends "node:fs" | "node:zlib" | "node:url" | "node:path">(who: string, name: Name): NonNullable<ReturnType<typeof process.getBuiltinModule<Name>>> {
  const found = typeof process === "undefined" ? undefined : process.getBuiltinModule?.(name);
  if (!found) throw new Error(`${who}: files are read and written by Node only; pass the bytes to parseIdx instead`);
  return found;
}
