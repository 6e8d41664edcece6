/** @file An exercise is a value: a question whose numbers are drawn from a seed, and all that is known about its answer. */
import {generator, split} from "../tensor/generator.ts";
import type {Generator} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";

export type Values = Readonly<Record<string, number>>;

/** A number in the question, under the name by which a formula may use it. */
export interface Parameter {
  /** What it is, in words. */
  readonly is: string;
  /** In the library's units; "" if it has none. */
  readonly unit: string;
  /** The printed number, which stands where no seed is given. */
  readonly book: number;
  /** Where others are drawn. */
  readonly from: number;
  readonly to: number;
  /** Drawn numbers are multiples of it, so that they read well. */
  readonly step: number;
}

export interface Mistake<V extends Values> {
  /** What it gives. */
  readonly gives: (values: V) => number;
  /** The sentence that helps, to follow “This is what one gets …”. */
  readonly by: string;
}

/** What a teacher writes. All functions are of the parameters, in the library's units. */
export interface Definition<Name extends string = string> {
  readonly name: string;
  readonly title: string;
  /** Markdown with maths, without the numbers. */
  readonly text: string;
  readonly parameters: Readonly<Record<Name, Parameter>>;
  /** What must hold between parameters for the question to make sense. */
  readonly given?: (values: Readonly<Record<NoInfer<Name>, number>>) => boolean;
  /** Of the answer; "" if it has none. */
  readonly unit: string;
  readonly answer: (values: Readonly<Record<NoInfer<Name>, number>>) => number;
  /** Relative, for a number; with the reason. */
  readonly tolerance?: Tolerance;
  /** The answer as a student may write it: a formula in the names, or the source of a function of them (it holds an arrow). */
  readonly model: string;
  readonly mistakes: readonly Mistake<Readonly<Record<NoInfer<Name>, number>>>[];
  readonly hints: readonly string[];
  /** Markdown with maths: the derivation. */
  readonly solution: string;
  readonly simulation: Simulation<Readonly<Record<NoInfer<Name>, number>>>;
  /** The parameter along which curves are drawn, if there is a curve. */
  readonly along?: NoInfer<Name>;
  /** Where common code or a common claim is wrong: which, and why. */
  readonly beware?: string;
}

export interface Tolerance {
  readonly relative: number;
  readonly reason: string;
}

/** The same number by brute force, without the formula. */
export interface Simulation<V extends Values> {
  readonly by: string;
  readonly value: (values: V) => number;
  /** How near it comes to the answer, relatively. */
  readonly within: number;
}

/** The exercise with its numbers. */
export interface Exercise extends Definition {
  readonly seed: number | undefined;
  readonly values: Values;
  /** The text with its numbers and the unit asked for. */
  readonly question: string;
}

/** Makes an exercise: with the printed numbers, or with those of a seed (each student another). */
export type ExerciseMaker = (options?: {readonly seed?: number}) => Exercise;

const handCalculation: Tolerance = {relative: 1e-3, reason: "four digits survive a calculation by hand"};

/** @throws RangeError when asked for a seed that is not a whole number from 0 to 2⁵³ - 1. */
export function exercise<Name extends string>(definition: Definition<Name>): ExerciseMaker {
  // A definition only ever sees values under its own names.
  const wide = {tolerance: handCalculation, ...definition} as unknown as Definition;
  return ({seed} = {}) => {
    const values = seed === undefined ? bookValues(wide) : drawn(wide, split(generator(seed), wide.name));
    return {...wide, seed, values, question: questionOf(wide, values)};
  };
}

const bookValues = ({parameters}: Definition): Values => Object.fromEntries(Object.entries(parameters).map(([name, {book}]) => [name, book]));

/** Numbers that the question allows: drawn again until they do. */
export function drawn({name, parameters, given = () => true}: Definition, source: Generator): Values {
  const draws = stream(source);
  for (let tries = 0; tries < 1000; tries++) {
    const values = Object.fromEntries(Object.entries(parameters).map(([each, {from, to, step}]) => [each, rounded(from, step, draws.integer(Math.round((to - from) / step) + 1))]));
    if (given(values)) return values;
  }
  throw new RangeError(`exercise ${name}: given must hold for some of its parameters, got none in 1000 draws`);
}

/** `from + k step`, without the tail of digits that the sum may have. */
const rounded = (from: number, step: number, k: number): number => Number((from + k * step).toPrecision(12));

function questionOf({text, parameters, unit}: Definition, values: Values): string {
  const given = Object.entries(parameters).map(([name, {is, unit: its}]) => `- \`${name}\` = ${values[name]}${its && ` ${its}`}: ${is}`);
  const asked = unit ? `Answer with a unit (such as ${unit}), or with a formula or a function of the names above that gives ${unit}.` : "Answer with a number without unit, or with a formula or a function of the names above.";
  return [text, given.join("\n"), asked].join("\n\n");
}
