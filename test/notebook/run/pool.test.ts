import {describe, expect, it} from "vitest";
import {inOrder} from "../../../lib/notebook/run/pool.ts";

describe("inOrder", () => {
  it("tells results in the items' order whatever finishes first, and never works on more than so many at once", async () => {
    const told: number[] = [];
    const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
    let [busy, most] = [0, 0];
    const all = inOrder([0, 1, 2, 3], 2, async (i) => {
      most = Math.max(most, ++busy);
      await gates[i]!.promise;
      busy--;
      return i * 10;
    }, (result) => void told.push(result));
    for (const i of [1, 2, 0, 3]) {
      gates[i]!.resolve();
      await new Promise(setImmediate);
      if (i === 2) expect(told).toEqual([]);
    }
    expect(await all).toEqual([0, 10, 20, 30]);
    expect(told).toEqual([0, 10, 20, 30]);
    expect(most).toBe(2);
  });
  it("fails as its work fails", async () => {
    await expect(inOrder([1], 3, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
});
