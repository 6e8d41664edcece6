/** @file JSON values compared by their data: numbers to a tolerance, long lists of numbers by their worst place. */
import {relativeDifference, sameNumber, type Tolerance} from "./number.ts";
import {compareText} from "./text.ts";
import {numbersOf, type Numbers} from "./typed-array.ts";

export interface DataDifference {
  /** As one would write it in code: `data[0].y[17]`. */
  readonly path: string;
  readonly stored: string;
  readonly fresh: string;
  readonly numbers?: readonly [stored: number, fresh: number];
  /** What else is to be said, such as how many numbers of a list differ. */
  readonly note?: string;
}

export interface DataOptions {
  readonly tolerance: Tolerance;
  /** Keys that say nothing about the data. */
  readonly volatile?: ReadonlySet<string>;
}

/** Every place where the two part, in order; a list of numbers counts as one place. */
export function compareData(stored: unknown, fresh: unknown, options: DataOptions, path = ""): readonly DataDifference[] {
  const [a, b] = [numbersOf(stored), numbersOf(fresh)];
  if (a && b) return compareNumbers(a, b, options.tolerance, path);
  if (Array.isArray(stored) && Array.isArray(fresh)) return compareLists(stored, fresh, options, path);
  if (plain(stored) && plain(fresh)) return compareObjects(stored, fresh, options, path);
  return compareLeaves(stored, fresh, options.tolerance, path);
}

const plain = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

function compareNumbers(a: Numbers, b: Numbers, tolerance: Tolerance, path: string): readonly DataDifference[] {
  if (a.length !== b.length) return [{path, stored: `${a.length} numbers`, fresh: `${b.length} numbers`}];
  let differing = 0;
  let worst = -1;
  let furthest = -1;
  for (let i = 0; i < a.length; i++) {
    if (sameNumber(a[i]!, b[i]!, tolerance)) continue;
    differing++;
    const apart = relativeDifference(a[i]!, b[i]!);
    if (apart > furthest) [worst, furthest] = [i, apart];
  }
  if (worst < 0) return [];
  const note = `${differing} of ${a.length} numbers differ; this is the worst`;
  return [{path: `${path}[${worst}]`, stored: `${a[worst]}`, fresh: `${b[worst]}`, numbers: [a[worst]!, b[worst]!], note}];
}

function compareLists(a: readonly unknown[], b: readonly unknown[], options: DataOptions, path: string): readonly DataDifference[] {
  if (a.length !== b.length) return [{path, stored: `${a.length} items`, fresh: `${b.length} items`}];
  return a.flatMap((each, i) => compareData(each, b[i], options, `${path}[${i}]`));
}

function compareObjects(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>, options: DataOptions, path: string): readonly DataDifference[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !options.volatile?.has(key)).sort();
  return keys.flatMap((key) => compareData(a[key], b[key], options, path === "" ? key : /^[\w$]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`));
}

function compareLeaves(stored: unknown, fresh: unknown, tolerance: Tolerance, path: string): readonly DataDifference[] {
  if (stored === fresh) return [];
  if (typeof stored === "number" && typeof fresh === "number") {
    return sameNumber(stored, fresh, tolerance) ? [] : [{path, stored: `${stored}`, fresh: `${fresh}`, numbers: [stored, fresh]}];
  }
  if (typeof stored === "string" && typeof fresh === "string") {
    const found = compareText(stored, fresh, tolerance);
    return found ? [{path, stored: found.stored, fresh: found.fresh, ...(found.numbers && {numbers: found.numbers})}] : [];
  }
  return [{path, stored: brief(stored), fresh: brief(fresh)}];
}

function brief(value: unknown): string {
  const text = value === undefined ? "(nothing)" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
