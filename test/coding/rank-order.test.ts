import {describe, expect, it} from "vitest";
import {rankDeviation, rankOrder} from "../../lib/coding/rank-order.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {mean} from "../tensor/moments.ts";

const order = (x: ArrayLike<number>): number[] => Array.from({length: x.length}, (_, i) => i).sort((i, j) => x[j]! - x[i]!);

describe("rankOrder", () => {
  const values = uniform(generator(1), 200);
  it("keeps the order exactly", () => {
    const code = rankOrder();
    expect(order(code.decode(code.encode(values)).data)).toEqual(order(values));
  });
  it("sends the same spikes after any rising change of the values", () => {
    expect(rankOrder().encode(values.map((x) => x ** 3))).toEqual(rankOrder().encode(values));
  });
  it("gives the expected values back exactly, if they are the ones that were sent", () => {
    const code = rankOrder({expected: values});
    expect(code.decode(code.encode(values)).data).toEqual(values);
  });
  it("deviates for evenly spread values as the order statistics do", () => {
    const units = 50, code = rankOrder(), squares: number[] = [], predicted: number[] = [];
    for (let trial = 0; trial < 300; trial++) {
      const x = uniform(split(generator(2), trial), units), read = code.decode(code.encode(x)).data;
      read.forEach((value, i) => {
        squares.push((value - x[i]!) ** 2);
        predicted.push(rankDeviation({value, units}) ** 2);
      });
    }
    expect(mean(squares) / mean(predicted)).toBeGreaterThan(0.93);
    expect(mean(squares) / mean(predicted)).toBeLessThan(1.07);
  });
  it("sends only the largest where a share is asked for, and reads the rest as their mean rank", () => {
    const code = rankOrder({share: 0.5}), spikes = code.encode([0.1, 0.9, 0.3, 0.7]);
    expect([...spikes.units]).toEqual([1, 3]);
    expect([...code.decode(spikes).data]).toEqual([0.25, 0.875, 0.25, 0.625]);
  });
  it("refuses what cannot be", () => {
    expect(() => rankOrder({share: 0})).toThrow("rankOrder: share must be above 0 and at most 1, got 0");
    expect(() => rankOrder({duration: 0})).toThrow("rankOrder: duration must be positive (ms), got 0");
    expect(() => rankOrder({expected: []})).toThrow("rankOrder: expected must hold at least one value, got none");
  });
});
