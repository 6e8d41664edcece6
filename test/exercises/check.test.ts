/** @file Answers right, wrong and unreadable: each gets its verdict and a sentence, and none an exception. */
import {describe, expect, it} from "vitest";
import {check} from "../../lib/exercises/check.ts";
import {alphaArea, alphaPeak, alphaPotential, equalTimes, nearlyEqualTimes} from "../../lib/exercises/exercises.ts";
import type {Values} from "../../lib/exercises/exercise.ts";
import {all, create} from "../oracle/mathjs.ts";

const formula = "V0/(tau*synapse) * (exp(-t/tau) - exp(-t/synapse)*(1 + (1/synapse-1/tau)*t)) / (1/synapse-1/tau)^2";

describe("a number", () => {
  it("is right with its unit, in any unit of its kind, to four digits", async () => {
    for (const answer of ["5.960 mV", "5.96mV", "5959.8 µV", "0.00596 V", "5.96e-3 V"]) expect(await check(alphaPotential(), answer), answer).toMatchObject({kind: "right"});
    expect(await check(alphaPotential(), create(all!).unit(5.96, "mV"))).toMatchObject({kind: "right"});
    expect(await check(alphaArea(), "250 mV ms")).toMatchObject({kind: "right"});
  });
  it("that is another's is wrong: each seed has its own", async () => {
    expect(alphaPotential({seed: 1}).values).not.toEqual(alphaPotential({seed: 2}).values);
    expect(alphaPotential({seed: 1})).toMatchObject({values: alphaPotential({seed: 1}).values});
    expect((await check(alphaPotential({seed: 1}), "5.96 mV")).kind).toBe("wrong");
  });
  it("from a common mistake gets the sentence that helps", async () => {
    expect((await check(alphaPotential(), `${5.959832 * Math.E} mV`)).sentence).toContain("no factor e");
    expect((await check(alphaPotential(), "-5.96 mV")).sentence).toContain("sign");
    expect((await check(alphaPotential(), "5.96 V")).sentence).toContain("10^3");
    expect((await check(alphaPeak(), "5 ms")).sentence).toContain("membrane lags");
  });
  it("never gets to know the right one by being wrong", async () => {
    expect((await check(alphaPotential(), "7 mV")).sentence).not.toMatch(/5\.9/);
  });
});

describe("a formula", () => {
  it("is right if it holds at other numbers too", async () => {
    expect((await check(alphaPotential({seed: 3}), formula)).kind).toBe("right");
    expect((await check(equalTimes(), "V0 t^2 exp(-t/tau) / (2 tau^2)")).kind).toBe("right");
  });
  it("that is right at the printed numbers alone is told so", async () => {
    expect((await check(alphaPotential(), "5.959832 + 0")).sentence).toContain("same one everywhere");
    expect((await check(alphaPotential(), formula.replace("V0", "50"))).kind).toBe("wrong");
  });
  it("off by a constant factor is told which", async () => expect((await check(equalTimes(), "5 * V0*t^2/(2*tau^2)*exp(-t/tau)")).sentence).toContain("constant factor away from the right one: 5"));
  it("which loses its digits is wrong, and told why", async () => {
    const naive = formula.replaceAll("synapse", "(tau*(1-10^(-digits)))");
    const {kind, sentence} = await check(nearlyEqualTimes(), naive);
    expect({kind, sentence: sentence.slice(0, 40)}).toMatchObject({kind: "wrong"});
    expect((await check(nearlyEqualTimes(), "V0*t^2/(2*tau^2)*exp(-t/tau)")).kind).toBe("right");
  });
});

describe("a function", () => {
  it("is right if its numbers are", async () => {
    expect((await check(equalTimes(), ({V0, tau, t}: Values) => ((V0! * t! ** 2) / (2 * tau! ** 2)) * Math.exp(-t! / tau!))).kind).toBe("right");
  });
  it("cannot change what it is asked at", async () => {
    const tamper = (values: Record<string, number>): number => { for (const name of Object.keys(values)) values[name] = 0; return 0; };
    const given = equalTimes();
    expect((await check(given, tamper)).kind).toBe("wrong");
    expect(given.values).toEqual(equalTimes().values);
  });
});

describe("an answer that cannot be judged", () => {
  const told: readonly (readonly [string, unknown, RegExp])[] = [
    ["no unit", "5.96", /write its unit/],
    ["no unit, as a number", 5.96, /write its unit/],
    ["another dimension", "5.96 ms", /another quantity than mV/],
    ["another dimension, as a value", create(all!).unit(5.96, "ms"), /another quantity than mV/],
    ["an unknown unit", "5.96 bananas", /no unit that is known/],
    ["a percentage", "5 %", /percentage has no unit/],
    ["NaN", NaN, /not a number/],
    ["NaN as text", "NaN mV", /not a number/],
    ["infinity", Infinity, /infinite/],
    ["an open bracket", "V0 * (1 - t", /cannot be read.*bracket/],
    ["an unknown name", "V0 * taum", /“taum” is not among the names/],
    ["an unknown function", "sine(t)", /“sine” is no function/],
    ["a function without brackets", "exp * t", /write its argument in brackets/],
    ["code", "cot = 3; V0", /one formula/],
    ["text", "\"5.96\"", /no text/],
    ["a list", "[1, 2]", /one formula/],
    ["a property", "V0.constructor", /one formula/],
    ["an import", "import({a: 1})", /“import” is no function/],
    ["a range", "1:1e9", /one formula/],
    ["a factorial", "V0!", /no place in a formula/],
    ["a formula that is nowhere real", "sqrt(-V0)", /NaN at V0 = /],
    ["a divisor that can be read in two ways", "V0 t^2 / (2 tau^2) exp(-t/tau)", /two ways/],
    ["a very long formula", "1+".repeat(2000), /longer than 1000/],
    ["a number, blanks and lines without end", `1${" ".repeat(300)}\n${" ".repeat(300)}\nx`, /cannot be read|not among the names|one formula/],
    ["brackets without end", "(".repeat(900), /cannot be read/],
    ["nothing", "  ", /no answer yet/],
    ["undefined", undefined, /no answer yet/],
    ["an object", {}, /An answer is a number/],
    ["a boolean", true, /An answer is a number/],
    ["a function that throws", () => { throw new Error("no idea\n    at here"); }, /fails at V0 = .*: no idea$/],
    ["a function that throws what has no words", () => { throw {toString: null}; }, /no words/],
    ["a function without return", () => undefined, /is a return missing/],
    ["an async function", async () => 3, /promise/],
    ["a function that gives text", () => "3", /type string/],
    ["a slow function", () => { const end = performance.now() + 1100; while (performance.now() < end); return 3; }, /takes too long/]
  ];
  it.each(told)("stays open and is told what is missing: %s", async (_, answer, sentence) => {
    const verdict = await check(alphaPotential(), answer);
    expect(verdict.kind).toBe("open");
    expect(verdict.sentence).toMatch(sentence);
    expect(verdict.sentence).not.toMatch(/\n\s+at /);
  });
});

describe("the figure", () => {
  it("holds the exact curve, the simulator's and the student's", async () => {
    const verdict = await check(alphaPotential(), "2 * V0 * t / tau");
    expect(verdict.figure!.data.map(({name}) => name)).toEqual(["exact", "simulated", "yours"]);
    const bundle = (verdict as unknown as {[key: symbol]: () => Record<string, {layout: {title: {text: string}}}>})[Symbol.for("Jupyter.display")]!();
    const {text} = bundle["application/vnd.plotly.v1+json"]!.layout.title;
    expect(text.replaceAll("<br>", " ")).toBe(verdict.sentence);
    for (const line of text.split("<br>")) expect(line.length).toBeLessThanOrEqual(80);
  });
});
