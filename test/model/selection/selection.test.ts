import {describe, expect, it} from "vitest";
import type {Selection} from "../../../lib/model/node.ts";
import {divisiveNormalisation} from "../../../lib/model/selection/normalisation.ts";
import {firstSpikePool, maxPool, orPool} from "../../../lib/model/selection/pooling.ts";
import {kWinners} from "../../../lib/model/selection/winners.ts";
import {sizeOf} from "../../../lib/tensor/shape.ts";

/** Feeds signals at times 0, 1, 2, … and gives what comes out of each. */
function feed(selection: Selection, shape: readonly number[], signals: readonly (readonly number[])[]): number[][] {
  const chooser = selection.choose(shape), choice = chooser.start();
  return signals.map((signal, now) => {
    const x = Float64Array.from(signal), units = Uint32Array.from([...x.keys()].filter((i) => x[i] !== 0)), y = new Array<number>(sizeOf(chooser.output)).fill(0);
    choice.pick({x, units, count: units.length}, now, (unit, amount) => { y[unit]! += amount; });
    return y;
  });
}

describe("maxPool", () => {
  it("is the largest value of each pool in one step", () => expect(feed(maxPool(2), [1, 2, 4], [[1, 5, 2, 0, 3, 4, 0, 7]])).toEqual([[5, 7]]));
  it("passes the spikes of the unit that has fired most so far", () => {
    expect(feed(maxPool(2), [1, 2], [[1, 0], [0, 1], [0, 1], [1, 0], [0, 1]])).toEqual([[1], [0], [1], [1], [1]]);
  });
});

describe("maxPool by step", () => {
  const pool = maxPool(2, {by: "step"});
  it("is the largest of each step, whatever came before", () => expect(feed(pool, [1, 4], [[5, 1, 0, 2], [-3, 2, 0, 0], [1, 4, 1, 0]])).toEqual([[5, 2], [2, 0], [4, 1]]));
  it("counts what does not arrive as 0", () => expect(feed(pool, [1, 2], [[-2, 0], [-2, -1]])).toEqual([[0], [-1]]));
  it("refuses another rule", () => expect(() => maxPool(2, {by: "sum" as "step"})).toThrow('maxPool: by must be "rate" or "step", got sum'));
});

describe("firstSpikePool", () => {
  it("passes the first spike of each pool and no other", () => expect(feed(firstSpikePool(2), [1, 4], [[0, 1, 0, 0], [1, 0, 0, 1], [1, 1, 1, 1]])).toEqual([[1, 0], [0, 1], [0, 0]]));
});

describe("orPool", () => {
  it("fires when any unit of a pool does, once", () => expect(feed(orPool(2), [1, 4], [[1, 1, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]])).toEqual([[1, 0], [0, 1], [0, 0]]));
  it("refuses a pool larger than the field", () => expect(() => orPool(3).choose([1, 2, 2])).toThrow("orPool: expects a field that holds a pool of 3 × 3"));
});

describe("kWinners", () => {
  it("hears the first to fire from then on and silences the rest", () => expect(feed(kWinners({winners: 1}), [4], [[0, 1, 0, 0], [1, 1, 0, 1], [1, 0, 1, 0]])).toEqual([[0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]));
  it("lets the larger win at a tie in time, then the lower unit", () => expect(feed(kWinners({winners: 2}), [4], [[1, 3, 1, 0.5]])).toEqual([[1, 3, 0, 0]]));
  it("holds a contest in each channel, or at each place", () => {
    expect(feed(kWinners({winners: 1, among: "channel"}), [2, 2], [[1, 1, 0, 1]])).toEqual([[1, 0, 0, 1]]);
    expect(feed(kWinners({winners: 1, among: "place"}), [2, 2], [[1, 1, 1, 1]])).toEqual([[1, 1, 0, 0]]);
  });
  it("refuses no winners", () => expect(() => kWinners({winners: 0})).toThrow("kWinners: winners must be a whole number of at least 1, got 0"));
});

describe("divisiveNormalisation", () => {
  it("divides by 1 + mean / halfAt in one step", () => {
    const [y] = feed(divisiveNormalisation({halfAt: 0.5, tau: 10, pool: "all"}), [4], [[1, 3, 0, 0]]);
    expect(y).toEqual([1 / 3, 1, 0, 0]);
  });
  it("remembers activity with its time constant", () => {
    const [, later] = feed(divisiveNormalisation({halfAt: 1, tau: 10, pool: "all"}), [1], [[1], [1]]);
    expect(later![0]).toBeCloseTo(1 / (2 + Math.exp(-0.1)), 14);
  });
});
