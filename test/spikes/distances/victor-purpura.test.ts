import {describe, expect, it} from "vitest";
import {victorPurpura} from "../../../lib/spikes/distances/victor-purpura.ts";
import {randomTrain} from "../trains.ts";

/** Every way of editing, tried out. */
function exhaustive(a: readonly number[], b: readonly number[], cost: number): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  const [x, ...restA] = a, [y, ...restB] = b;
  return Math.min(1 + exhaustive(restA, b, cost), 1 + exhaustive(a, restB, cost), cost * Math.abs(x! - y!) + exhaustive(restA, restB, cost));
}

describe("victorPurpura", () => {
  it("moves a spike where that is cheaper than deleting it and adding another: by hand", () => {
    expect(victorPurpura([10], [13], {cost: 0.1})).toBeCloseTo(0.3, 12);
    expect(victorPurpura([10], [13], {cost: 1})).toBe(2);
    expect(victorPurpura([1, 5, 9], [1.5, 9], {cost: 0.5})).toBe(1.25);
    expect(victorPurpura([], [1, 2], {cost: 3})).toBe(2);
  });
  it("is the least over every way of editing", () => {
    for (let seed = 0; seed < 40; seed++) {
      const a = randomTrain(seed, 4), b = randomTrain(seed + 100, 4), cost = [0.01, 0.1, 1][seed % 3]!;
      expect(victorPurpura(a, b, {cost})).toBeCloseTo(exhaustive(a, b, cost), 12);
    }
  });
  it("compares counts alone at cost 0, and counts the spikes not shared at a boundless cost", () => {
    expect(victorPurpura([1, 2, 3], [50], {cost: 0})).toBe(2);
    expect(victorPurpura([1, 2, 3], [2, 4], {cost: Infinity})).toBe(3);
  });
  it("refuses a negative cost", () => {
    expect(() => victorPurpura([], [], {cost: -1})).toThrow("victorPurpura: cost must be at least 0 (per ms), got -1");
  });
});
