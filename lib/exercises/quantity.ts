/** @file A number with a unit, as a student writes it, in the unit that is asked for. */
import type {Mathjs} from "./mathjs.ts";
import type {Exercise} from "./exercise.ts";

/** Either what was read or the sentence that says why it could not be. */
export type Reading<T> = {readonly value: T} | {readonly problem: string};

const numeral = /^([-+−]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?) ?(.*)$/iu;
/** No number with a unit has as many characters. */
const LONGEST = 200;

/** `5.96 mV` as 5.96 and `mV`; nothing if the text is no number with at most a unit behind it. */
export function quantityParts(text: string): {readonly value: number; readonly unit: string} | undefined {
  if (text.length > LONGEST) return undefined;
  const [, digits, unit = ""] = numeral.exec(text.replace(/\s+/gu, " ").trim()) ?? [];
  // A unit is letters, with products, quotients and powers of them; anything else makes it a formula.
  if (digits === undefined || !/^(%|[\p{L}µΩ·*/^\d\s()-]*)$/u.test(unit) || /^[*/^(-]/.test(unit)) return undefined;
  return {value: Number(digits.replace("−", "-")), unit};
}

/** The number in the exercise's unit. */
export function inUnit(math: Mathjs, exercise: Pick<Exercise, "unit">, value: number, unit: string): Reading<number> {
  if (Number.isNaN(value)) return {problem: "This is not a number (NaN): somewhere 0/0, ∞ - ∞ or the logarithm of a negative number came up."};
  if (!Number.isFinite(value)) return {problem: "This is infinite: somewhere a number was divided by zero, or became too large."};
  if (unit === "") return exercise.unit === "" ? {value} : {problem: `A number alone can mean anything: write its unit behind it, such as \`${value} ${exercise.unit}\`.`};
  if (unit === "%") return exercise.unit === "" ? {value: value / 100} : {problem: `A percentage has no unit; the answer is measured in ${exercise.unit}.`};
  return converted(math, exercise.unit, value, unit);
}

function converted(math: Mathjs, asked: string, value: number, unit: string): Reading<number> {
  let given;
  try {
    given = math.unit(value, plainUnit(unit));
  } catch {
    return {problem: `“${unit}” is no unit that is known here${asked && `; the answer can be given in ${asked}`}.`};
  }
  if (asked === "") return {problem: `The answer has no unit: what is measured in ${unit} cancels. Give the number alone.`};
  if (!given.equalBase(math.unit(1, plainUnit(asked)))) return {problem: `${unit} measures another quantity than ${asked}: look at the dimensions of your formula.`};
  return {value: given.toNumber(plainUnit(asked))};
}

/** Units as mathjs spells them. */
const plainUnit = (unit: string): string => unit.replace(/[Ωω]/gu, "ohm").replace(/[µμ]/gu, "u").replaceAll("·", " ").replace(/spikes?\s*\/\s*s\b/u, "Hz").replace(/^1\s*\/\s*(\p{L}+)$/u, "$1^-1");

/** A mathjs unit, whichever instance made it. */
export interface UnitValue {
  toNumber(unit: string): number;
}

export const holdsUnit = (answer: unknown): answer is UnitValue => typeof answer === "object" && answer !== null && (answer as {isUnit?: unknown}).isUnit === true && typeof (answer as {toNumber?: unknown}).toNumber === "function";

/** A mathjs unit's number in the exercise's unit. */
export function fromUnit(math: Mathjs, exercise: Pick<Exercise, "unit">, answer: UnitValue): Reading<number> {
  if (exercise.unit === "") return {problem: "The answer has no unit: give the number alone."};
  try {
    return inUnit(math, exercise, answer.toNumber(plainUnit(exercise.unit)), exercise.unit);
  } catch {
    return {problem: `${String(answer)} measures another quantity than ${exercise.unit}: look at the dimensions of your formula.`};
  }
}
