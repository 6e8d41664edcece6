import {describe, expect, it} from "vitest";
import {normal, shuffle, uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {mean, variance} from "./moments.ts";

describe("draw", () => {
  it("gives the first numbers of a longer draw", () => {
    expect(uniform(generator(1), 9).slice(0, 4)).toEqual(uniform(generator(1), 4));
    expect(normal(generator(1), 9).slice(0, 4)).toEqual(normal(generator(1), 4));
  });
  it("moves and stretches to the wanted range, mean and deviation", () => {
    const u = uniform(generator(2), 10_000, {from: -1, to: 3}), n = normal(generator(2), 10_000, {mean: 5, deviation: 2});
    expect(Math.abs(mean(u) - 1)).toBeLessThan((4.5 * 4) / Math.sqrt(12e4));
    expect(Math.abs(mean(n) - 5)).toBeLessThan((4.5 * 2) / 100);
    expect(Math.abs(variance(n) / 4 - 1)).toBeLessThan(4.5 * Math.sqrt(2e-4));
  });
  it("shuffles into every order equally often, and leaves the original alone", () => {
    const items = ["a", "b", "c"], seen = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffle(split(generator(3), i), items).join("");
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(items).toEqual(["a", "b", "c"]);
    expect(seen.size).toBe(6);
    for (const times of seen.values()) expect(Math.abs(times - 1000)).toBeLessThan(4.5 * Math.sqrt((6000 * 5) / 36));
  });
  it("refuses a count that is not whole", () => {
    expect(() => uniform(generator(0), -1)).toThrow("draw: count must be a whole number of at least 0, got -1");
  });
});
