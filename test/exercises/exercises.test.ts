/** @file Every exercise: its printed digits, its answer by brute force, its mistakes apart from it. */
import {describe, expect, it} from "vitest";
import {check} from "../../lib/exercises/check.ts";
import * as family from "../../lib/exercises/exercises.ts";
import type {ExerciseMaker} from "../../lib/exercises/exercise.ts";
import ts from "typescript";
import {printed} from "./printed.ts";

const makers: [string, ExerciseMaker][] = family.chapters.flatMap((chapter) => Object.entries(family.exercisesOf(chapter)));

describe.each(makers)("%s", (name, make) => {
  it("gives the printed number to its last digit", () => {
    const {answer, values} = make(), digits = printed[name]!;
    expect(digits).toBeDefined();
    const places = /\.(\d*)/.exec(digits.replace(/e.*/, ""))?.[1]?.length ?? 0;
    expect(/e/.test(digits) ? answer(values).toExponential(places) : answer(values).toFixed(places)).toBe(digits);
  });
  it("is confirmed by brute force, at the printed numbers and at those of five seeds", () => {
    for (const {answer, simulation, values} of [make(), ...[1, 2, 3, 4, 5].map((seed) => make({seed}))]) {
      const exact = answer(values);
      expect(Math.abs(simulation.value(values) - exact) / Math.abs(exact), JSON.stringify(values)).toBeLessThan(simulation.within);
    }
  });
  it("takes its own answer for right, and none of its mistakes", async () => {
    const exercise = make({seed: 7}), asText = (value: number): string => `${value} ${exercise.unit}`;
    expect((await check(exercise, asText(exercise.answer(exercise.values)))).kind).toBe("right");
    expect((await check(exercise, exercise.answer)).kind).toBe("right");
    for (const {gives, by} of exercise.mistakes) expect(await check(exercise, gives), by).toMatchObject({kind: "wrong", sentence: expect.stringContaining(by) as string});
  });
  it("takes its model answer for right, which was derived on paper", async () => {
    const {model} = make(), answer = model.includes("=>") ? (new Function(`${ts.transpile(`const answer = ${model};`, {target: ts.ScriptTarget.ES2022})}; return answer;`) as () => unknown)() : model;
    for (const seed of [undefined, 7, 8]) expect(await check(make(seed === undefined ? {} : {seed}), answer), model).toMatchObject({kind: "right"});
  });
  it("says what it asks, with hints and a solution", () => {
    const {question, hints, solution, values, unit} = make({seed: 2});
    for (const [each, value] of Object.entries(values)) expect(question).toContain(`\`${each}\` = ${value}`);
    expect(question).toContain(unit);
    expect(hints.length).toBeGreaterThan(0);
    expect(solution.length).toBeGreaterThan(20);
  });
});

describe("the exercises", () => {
  it("are at least ten in each of three chapters, each in one, under the name by which the family knows it", () => {
    expect(family.chapters.map((chapter) => Object.keys(family.exercisesOf(chapter)).length >= 10)).toEqual([true, true, true]);
    for (const [name, make] of makers) expect((family as Readonly<Record<string, unknown>>)[name]).toBe(make);
    expect(new Set(makers.map(([name]) => name)).size).toBe(makers.length);
    expect(Object.keys(printed).sort()).toEqual(makers.map(([name]) => name).sort());
  });
  it("refuse a chapter that is none", () => expect(() => family.chapterNamed("chapter 9")).toThrow("synaptic-dynamics, computational-efficiency, learning-rules"));
  it("have names of their own", () => expect(new Set(makers.map(([, make]) => make().name)).size).toBe(makers.length));
  it("refuse a seed that is none", () => expect(() => family.alphaPotential({seed: -1})).toThrow("seed must be a whole number"));
});
