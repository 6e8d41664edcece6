/** @file The figure of an answer: the student's, the exact and the simulator's curve along one parameter. */
import type {Figure} from "../show/figure.ts";
import {line} from "../show/line.ts";
import {linspace} from "../tensor/linspace.ts";
import type {Exercise, Values} from "./exercise.ts";
import {probe} from "./probe.ts";

/** What the student gave: a number, which is a point, or a formula, which is a curve. */
export type Given = {readonly value: number} | {readonly formula: (values: Values) => number};

/** Nothing where the exercise has no curve. */
export function answerFigure(exercise: Exercise, given: Given): Figure | undefined {
  const {along, parameters, values, unit} = exercise;
  if (along === undefined) return undefined;
  const {is, unit: its} = parameters[along]!;
  const at = (x: number): Values => ({...values, [along]: x});
  const fine = sensible(exercise, along, 101), coarse = sensible(exercise, along, 11);
  const yours = "value" in given ? {x: [values[along]!], y: [given.value], dots: true} : curveOf(given.formula, fine, at);
  return line({
    series: {
      exact: {x: fine, y: fine.map((x) => exercise.answer(at(x)))},
      simulated: {x: coarse, y: coarse.map((x) => exercise.simulation.value(at(x))), dots: true},
      ...(yours ? {yours} : {})
    },
    xLabel: `${is}${its && ` (${its})`}`,
    yLabel: `${exercise.title}${unit && ` (${unit})`}`
  });
}

/** Where the student's curve is drawn; nowhere if the exercise has none. */
export const curvePlaces = (exercise: Exercise): readonly Values[] => (exercise.along === undefined ? [] : sensible(exercise, exercise.along, 101).map((x) => ({...exercise.values, [exercise.along!]: x})));

/** Only where the question makes sense: a curve may end, as a first spike does where the drive is too weak. */
function sensible({parameters, values, given}: Exercise, along: string, points: number): number[] {
  const {from, to} = parameters[along]!;
  return Array.from(linspace(from, to, points)).filter((x) => given?.({...values, [along]: x}) ?? true);
}

/** The curve, unless the function fails on its way. */
function curveOf(formula: (values: Values) => number, places: readonly number[], at: (x: number) => Values): {x: readonly number[]; y: number[]; dashed: true} | undefined {
  const read = probe(formula, places.map(at));
  return "problem" in read ? undefined : {x: places, y: read.value, dashed: true};
}
