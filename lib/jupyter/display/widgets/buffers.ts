/** @file Binary parts of a widget's state: they travel beside the JSON, each with the path at which it belongs. */

export type BufferPath = readonly (string | number)[];

export interface Split {
  readonly state: Readonly<Record<string, unknown>>;
  readonly bufferPaths: readonly BufferPath[];
  readonly buffers: readonly Uint8Array[];
}

/** Takes typed arrays and buffers out of `state`; in a list `null` keeps their place, in an object the key goes. */
export function splitBuffers(state: Readonly<Record<string, unknown>>): Split {
  const bufferPaths: BufferPath[] = [];
  const buffers: Uint8Array[] = [];
  const walk = (value: unknown, path: BufferPath): unknown => {
    const bytes = bytesOf(value);
    if (bytes) return void (bufferPaths.push(path), buffers.push(bytes));
    if (Array.isArray(value)) return value.map((each, i) => walk(each, [...path, i]) ?? null);
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, [...path, key])]).filter(([, each]) => each !== undefined));
  };
  return {state: walk({...state}, []) as Readonly<Record<string, unknown>>, bufferPaths, buffers};
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

/** Puts buffers back at their paths. Paths that lead nowhere, or to a prototype, are left out. */
export function joinBuffers(state: Readonly<Record<string, unknown>>, paths: unknown, buffers: readonly Uint8Array[]): Readonly<Record<string, unknown>> {
  if (!Array.isArray(paths) || paths.length === 0) return state;
  const whole = structuredClone(state);
  for (const [i, path] of paths.entries()) {
    if (Array.isArray(path) && path.length > 0 && buffers[i]) place(whole, path as (string | number)[], buffers[i]);
  }
  return whole;
}

function place(whole: object, path: readonly (string | number)[], buffer: Uint8Array): void {
  let at = whole as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    if (typeof next !== "object" || next === null) return;
    at = next as Record<string | number, unknown>;
  }
  const last = path.at(-1)!;
  Object.defineProperty(at, last, {value: buffer, enumerable: true, writable: true, configurable: true});
}
