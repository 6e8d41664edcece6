import {describe, expect, it} from "vitest";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {correlation} from "./moments.ts";

describe("generator", () => {
  it("is a value: the same seed gives the same numbers, however often it is read", () => {
    const source = generator(7);
    expect(uniform(source, 5)).toEqual(uniform(source, 5));
    expect(uniform(generator(7), 5)).toEqual(uniform(source, 5));
  });
  it("tells every seed apart, also those above 32 bits", () => {
    const first = [0, 1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map((seed) => uniform(generator(seed), 1)[0]);
    expect(new Set(first).size).toBe(5);
  });
  it("refuses a seed that is not a whole number", () => {
    expect(() => generator(1.5)).toThrow("generator: seed must be a whole number from 0 to 2^53 - 1, got 1.5");
    expect(() => generator(-1)).toThrow("generator: seed");
    expect(() => generator(NaN)).toThrow("generator: seed");
  });
});

describe("split", () => {
  it("depends on the parent and the label alone, not on the order of the calls", () => {
    const parent = generator(3);
    const there = [0, 1, 2].map((label) => uniform(split(parent, label), 3));
    const back = [2, 1, 0].map((label) => uniform(split(parent, label), 3)).reverse();
    expect(back).toEqual(there);
  });
  it("gives parts that are uncorrelated with one another and with the parent", () => {
    const parent = generator(11), count = 20_000;
    const sequences = [parent, split(parent, 0), split(parent, 1), split(parent, "0"), split(split(parent, 0), 0)].map((g) => uniform(g, count));
    for (let i = 0; i < sequences.length; i++) {
      for (let j = 0; j < i; j++) expect(Math.abs(correlation(sequences[i]!, sequences[j]!))).toBeLessThan(4.5 / Math.sqrt(count));
    }
  });
  it("tells names and numbers apart, and names that differ in one letter or in a trailing zero", () => {
    const parent = generator(1);
    const labels = ["", "0", 0, 48, "a", "b", "a\0", "abcd", "abcde", "abcdefgh", "abcdefgi"];
    expect(new Set(labels.map((label) => uniform(split(parent, label), 1)[0])).size).toBe(labels.length);
  });
});
