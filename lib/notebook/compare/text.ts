/** @file Texts compared word for word, the numbers in them to a tolerance. */
import {stripVTControlCharacters} from "node:util";
import {sameNumber, type Tolerance} from "./number.ts";

/** Where two texts part: the lines, and the two numbers if it is a number that differs. */
export interface TextDifference {
  readonly line: number;
  readonly stored: string;
  readonly fresh: string;
  readonly numbers?: readonly [stored: number, fresh: number];
}

/** A sign belongs to a number only where no other word ends: `3-4` is a difference of two numbers. */
const number = /(?<![\p{L}\p{N}_)\]])[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/giu;
const whole = /^[-+]?\d+$/;

/** The first difference; `undefined` if there is none. Colours and the way lines end do not count. */
export function compareText(stored: string, fresh: string, tolerance: Tolerance): TextDifference | undefined {
  if (stored === fresh) return undefined;
  const [a, b] = [linesOf(stored), linesOf(fresh)];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [before, now] = [a[i], b[i]];
    if (before === now) continue;
    if (before === undefined || now === undefined) return {line: i + 1, stored: before ?? "(no such line)", fresh: now ?? "(no such line)"};
    const found = compareLine(before, now, tolerance);
    if (found !== "same") return {line: i + 1, stored: before, fresh: now, ...(found && {numbers: found})};
  }
  return undefined;
}

function linesOf(text: string): readonly string[] {
  return stripVTControlCharacters(text).trimEnd().split(/\r\n|\n/).map(lastWriting);
}

/** What a carriage return overwrote is gone, as on a terminal. */
const lastWriting = (line: string): string => line.replace(/\r+$/, "").split("\r").at(-1)!.trimEnd();

/** The numbers that part the lines, nothing if words do, or `"same"`. */
function compareLine(stored: string, fresh: string, tolerance: Tolerance): "same" | readonly [number, number] | undefined {
  const [a, b] = [stored.match(number) ?? [], fresh.match(number) ?? []];
  if (a.length !== b.length || stored.replace(number, "#") !== fresh.replace(number, "#")) return compareColumns(stored, fresh, tolerance);
  const i = a.findIndex((each, k) => !sameToken(each, b[k]!, tolerance));
  return i < 0 ? "same" : [Number(a[i]), Number(b[i])];
}

/** Columns are padded to the longest number: `10.0` may stand where `9.9999999999` stood. */
function compareColumns(stored: string, fresh: string, tolerance: Tolerance): "same" | readonly [number, number] | undefined {
  const [a, b] = [stored, fresh].map((line) => line.replace(/\s+/g, " ").trim()) as [string, string];
  return a === stored && b === fresh ? undefined : compareLine(a, b, tolerance);
}

/** Whole numbers are counts, seeds and indices: they are compared exactly. */
function sameToken(a: string, b: string, tolerance: Tolerance): boolean {
  return a === b || (!(whole.test(a) && whole.test(b)) && sameNumber(Number(a), Number(b), tolerance));
}
