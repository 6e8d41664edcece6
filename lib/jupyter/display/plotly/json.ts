/** @file A figure as plain JSON: typed arrays become lists, dates ISO strings, what is no finite number `null`. */

export interface FigureJson {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly frames?: readonly unknown[];
}

/** @throws TypeError if the figure contains itself. */
export function figureJson(figure: {readonly data: readonly object[]; readonly layout?: object; readonly config?: object; readonly frames?: readonly object[]}): FigureJson {
  const {data, layout = {}, config, frames} = figure;
  return plain({data, layout, ...(config ? {config} : {}), ...(frames ? {frames} : {})}, new Set()) as FigureJson;
}

// By hand: JSON.stringify calls its replacer for each of a million numbers.
function plain(value: unknown, within: Set<object>): unknown {
  if (typeof value === "number") return finite(value);
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return typeof value === "function" || typeof value === "symbol" ? undefined : value;
  if (value instanceof Float32Array) return Array.from(value, (each) => finite(shortest(each)));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as unknown as ArrayLike<number | bigint>, (each) => finite(Number(each)));
  if (within.has(value)) throw new TypeError("figure: must not contain itself");
  within.add(value);
  const copy = parts(value, within);
  within.delete(value);
  return copy;
}

function parts(value: object, within: Set<object>): unknown {
  const {toJSON} = value as {readonly toJSON?: unknown};
  if (typeof toJSON === "function") return plain((toJSON as () => unknown).call(value), within);
  if (Array.isArray(value) || value instanceof Set || value instanceof Map) return Array.from(value as Iterable<unknown>, (each) => plain(each, within) ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, within)]).filter(([, each]) => each !== undefined));
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** A single-precision number in as many digits as it holds: 0.1, not 0.10000000149011612. */
const shortest = (value: number): number => {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
};
