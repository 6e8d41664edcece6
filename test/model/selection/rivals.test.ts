import {describe, expect, it} from "vitest";
import {rivals} from "../../../lib/model/selection/rivals.ts";
import {uniform} from "../../../lib/tensor/draw.ts";
import {generator, split} from "../../../lib/tensor/generator.ts";

const [maps, rows, columns] = [5, 7, 8] as const, size = maps * rows * columns;

/** Sends spikes of random strength, step by step; gives all that passes. */
function heard(options: Parameters<typeof rivals>[0], seed: number): number[][] {
  const choice = rivals(options).choose([maps, rows, columns]).start();
  return Array.from({length: 12}, (_, step) => {
    const x = uniform(split(generator(seed), step), size).map((u) => (u < 0.03 ? u + 0.001 : 0));
    const units = Uint32Array.from(x.keys()).filter((i) => x[i]! > 0), passed: number[] = [];
    choice.pick({x, units, count: units.length}, step, (unit) => passed.push(unit));
    return passed;
  });
}

const placeOf = (unit: number): [number, number] => [Math.floor((unit % (rows * columns)) / columns), unit % columns];

describe("rivals", () => {
  it.each([1, 2, 3, 4])("lets at most so many win, so many in a map, and none near another (seed %i)", (seed) => {
    const winners = [...new Set(heard({winners: 6, perMap: 2, radius: 2}, seed).flat())];
    expect(winners.length).toBeGreaterThan(2);
    expect(winners.length).toBeLessThanOrEqual(6);
    for (let map = 0; map < maps; map++) expect(winners.filter((unit) => Math.floor(unit / (rows * columns)) === map).length).toBeLessThanOrEqual(2);
    for (const a of winners) {
      for (const b of winners) {
        const [[r, s], [q, p]] = [placeOf(a), placeOf(b)];
        if (a !== b) expect(Math.max(Math.abs(r - q), Math.abs(s - p))).toBeGreaterThan(2);
      }
    }
  });
  it("lets the first spike win, and of spikes at the same time the largest", () => {
    const choice = rivals({winners: 1}).choose([2, 1, 3]).start(), passed: number[] = [];
    const send = (x: number[]): void => {
      const units = Uint32Array.from(x.keys()).filter((i) => x[i]! > 0);
      choice.pick({x: Float64Array.from(x), units, count: units.length}, 0, (unit) => passed.push(unit));
    };
    send([0, 1, 0, 0, 3, 2]);
    send([9, 9, 9, 9, 1, 9]);
    expect(passed).toEqual([4, 4]);
  });
  it.each([1, 2, 3])("elects by a comparison whom it picks by strength, and knows when all is decided (seed %i)", (seed) => {
    const begin = () => rivals({winners: 5, perMap: 2, radius: 1}).choose([maps, rows, columns]).start(), [picking, electing] = [begin(), begin()], heardOf = new Set<number>();
    for (let step = 0; step < 12; step++) {
      const x = uniform(split(generator(seed), step), size).map((u) => (u < 0.03 ? u + 0.001 : 0)), units = Uint32Array.from(x.keys()).filter((i) => x[i]! > 0);
      const picked: number[] = [], elected: number[] = [];
      picking.pick({x, units, count: units.length}, step, (unit) => picked.push(unit));
      electing.elect!(units.slice().reverse(), units.length, (a, b) => x[a]! > x[b]!, (unit) => elected.push(unit));
      expect(elected.sort((a, b) => a - b)).toEqual(picked);
      for (const unit of picked) heardOf.add(unit);
      expect(electing.decided!()).toBe(heardOf.size === 5);
    }
    expect(heardOf.size).toBe(5);
  });
  it.each([1, 2, 3, 4])("gives each place to its first and strongest, as if the others had never spiked (seed %i)", (seed) => {
    const options = {winners: 5, perMap: 2, radius: 1}, places = rows * columns, owners = new Map<number, number>();
    const one = rivals({...options, onePerPlace: true}).choose([maps, rows, columns]).start(), rest = rivals(options).choose([maps, rows, columns]).start();
    let differs = false;
    for (let step = 0; step < 12; step++) {
      const x = uniform(split(generator(seed), step), size).map((u) => (u < 0.1 ? u + 0.001 : 0)), units = Uint32Array.from(x.keys()).filter((i) => x[i]! > 0);
      for (const unit of [...units].sort((a, b) => x[b]! - x[a]!)) if (!owners.has(unit % places)) owners.set(unit % places, unit);
      const own = units.filter((unit) => owners.get(unit % places) === unit), [heard, expected]: number[][] = [[], []];
      one.pick({x, units, count: units.length}, step, (unit) => heard!.push(unit));
      rest.pick({x, units: own, count: own.length}, step, (unit) => expected!.push(unit));
      expect(heard).toEqual(expected);
      differs ||= own.length < units.length;
    }
    expect(differs).toBe(true);
  });
  it("refuses counts that are none", () => {
    expect(() => rivals({winners: 0})).toThrow("rivals: winners must be a whole number of at least 1, got 0");
    expect(() => rivals({winners: 1, perMap: NaN})).toThrow("rivals: perMap must be a whole number of at least 1, got NaN");
    expect(() => rivals({winners: 1, radius: -1})).toThrow("rivals: radius must be a whole number of at least 0, got -1");
  });
});
