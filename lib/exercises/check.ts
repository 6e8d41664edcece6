/** @file Checking an answer: a number with its unit, a formula or a function gets a verdict and a sentence that helps. */
import {generator, split} from "../tensor/generator.ts";
import {drawn} from "./exercise.ts";
import type {Exercise, Values} from "./exercise.ts";
import {answerFigure, curvePlaces} from "./figure.ts";
import {formulaOf} from "./formula.ts";
import type {Formula} from "./formula.ts";
import {mathjs} from "./mathjs.ts";
import type {Mathjs} from "./mathjs.ts";
import {fromUnit, holdsUnit, inUnit, quantityParts} from "./quantity.ts";
import type {Reading} from "./quantity.ts";
import {probe} from "./probe.ts";
import {verdict} from "./verdict.ts";
import type {Verdict} from "./verdict.ts";

/** A number with its unit as text or as mathjs's value, a formula as text, or a function of the parameters that `Name` lists; nothing yet, too. */
export type Answer<Name extends string = string> = string | number | object | ((values: Readonly<Record<Name, number>>) => number) | undefined;

/** Formulas and functions are asked at the exercise's own numbers and at this many others. */
const PROBES = 12;
/** Two right formulas differ by rounding only, but a reader may have typed a constant to seven digits. */
const FORMULA = 1e-6;

/**
 * Says whether an answer is right and, if it is not, what may have gone wrong; the verdict carries a figure where there is a curve.
 *
 * A formula is text in the names of the exercise (`"V0 * (1 - exp(-t/tau))"`): only arithmetic is let through, so it can neither act nor
 * run for long. A function gets the parameters by name (`({tau, t}) => …`). Both are asked at random parameters, always the same.
 *
 * Never throws for a bad answer. A function that is slow is given up after two seconds, between two calls; one that never returns
 * holds its thread for ever, and only an interrupt of the cell ends it.
 */
export async function check(exercise: Exercise, answer: unknown): Promise<Verdict> {
  const math = await mathjs(), read = readAnswer(math, exercise, answer);
  if ("problem" in read) return verdict("open", read.problem);
  return typeof read.value === "number" ? judgeNumber(exercise, read.value) : judgeFormula(exercise, read.value);
}

function readAnswer(math: Mathjs, exercise: Exercise, answer: unknown): Reading<number | Formula> {
  if (typeof answer === "number") return inUnit(math, exercise, answer, "");
  if (typeof answer === "string") return readText(math, exercise, answer);
  if (typeof answer === "function") return {value: answer as Formula};
  if (holdsUnit(answer)) return fromUnit(math, exercise, answer);
  if (answer === undefined || answer === null) return {problem: "There is no answer yet."};
  return {problem: `An answer is a number with its unit (“3 ${exercise.unit || ""}”), a formula as text, or a function of ${Object.keys(exercise.parameters).join(", ")}.`};
}

function readText(math: Mathjs, exercise: Exercise, text: string): Reading<number | Formula> {
  if (/^\s*nan\b/i.test(text)) return inUnit(math, exercise, NaN, "");
  const names = Object.keys(exercise.parameters), parts = quantityParts(text);
  // `2 tau` is a product, not a number of some unit called tau.
  if (parts && !(parts.unit.match(/[\p{L}_]\w*/gu) ?? []).some((word) => names.includes(word))) return inUnit(math, exercise, parts.value, parts.unit);
  return formulaOf(math, text, names);
}

const near = (value: number, exact: number, relative: number): boolean => Math.abs(value - exact) <= relative * Math.abs(exact) + (exact === 0 ? 1e-9 : 0);

function judgeNumber(exercise: Exercise, value: number): Verdict {
  const {values, tolerance, mistakes} = exercise, exact = exercise.answer(values), relative = tolerance!.relative;
  const figure = answerFigure(exercise, {value});
  if (near(value, exact, relative)) return verdict("right", "Right.", figure);
  const mistake = mistakes.find(({gives}) => near(value, gives(values), relative));
  if (mistake) return verdict("wrong", `Not yet. This is what one gets ${mistake.by}`, figure);
  return verdict("wrong", `Not yet. ${magnitude(value, exact) ?? exercise.hints[0] ?? "Look at the derivation again."}`, figure);
}

/** A slip of sign or of a power of ten says more than any hint. */
function magnitude(value: number, exact: number): string | undefined {
  if (near(-value, exact, 1e-3)) return "The size is right, the sign is not.";
  const power = Math.log10(Math.abs(value / exact)), whole = Math.round(power);
  return whole !== 0 && whole % 3 === 0 && Math.abs(power - whole) < 1e-3 ? `It is off by a factor of 10^${whole}: look at the units.` : undefined;
}

function judgeFormula(exercise: Exercise, formula: Formula): Verdict {
  const places = samples(exercise), given = probe(formula, places);
  if ("problem" in given) return verdict("open", given.problem);
  const agrees = (other: (values: Values) => number): boolean => places.every((values, i) => near(given.value[i]!, other(values), FORMULA));
  const figure = answerFigure(exercise, {formula});
  if (agrees(exercise.answer)) return verdict("right", `Right: it holds at ${places.length} different sets of numbers.`, figure);
  const mistake = exercise.mistakes.find(({gives}) => agrees(gives));
  if (mistake) return verdict("wrong", `Not yet. This is what one gets ${mistake.by}`, figure);
  return verdict("wrong", `Not yet. ${pattern(exercise, places, given.value)}`, figure);
}

/** What the misses at many places have in common. */
function pattern(exercise: Exercise, places: readonly Values[], given: readonly number[]): string {
  const exact = places.map(exercise.answer), first = given[0]! / exact[0]!;
  if (near(given[0]!, exact[0]!, exercise.tolerance!.relative) && given.every((value) => near(value, given[0]!, 1e-12))) return "It gives the right number here and the same one everywhere: write it in the names, so that it holds for other numbers too.";
  if (given.every((value, i) => near(value, first * exact[i]!, FORMULA))) return `It is a constant factor away from the right one: ${Number(first.toPrecision(4))}.`;
  const right = given.filter((value, i) => near(value, exact[i]!, FORMULA)).length;
  return right > 0 ? `It holds at ${right} of ${given.length} sets of numbers: it is a special case.` : (exercise.hints[0] ?? "Look at the derivation again.");
}

function samples(exercise: Exercise): Values[] {
  const source = split(generator(0), exercise.name);
  return [exercise.values, ...Array.from({length: PROBES}, (_, i) => drawn(exercise, split(source, i)))];
}

/** Every place at which {@link check} may ask a function: for one who asks it somewhere else, and checks what came of that. */
export const placesOf = (exercise: Exercise): readonly Values[] => [...samples(exercise), ...curvePlaces(exercise)];
