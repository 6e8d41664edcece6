import {describe, expect, it} from "vitest";
import {burst} from "../../lib/coding/burst.ts";
import {deletion} from "../../lib/spikes/perturb.ts";

describe("burst", () => {
  it("sends ⌈N x⌉ spikes, closer together the larger the value", () => {
    const code = burst({spikes: 5, shortest: 2, longest: 10});
    expect([...code.encode([1]).times]).toEqual([2, 4, 6, 8, 10]);
    expect([...code.encode([0.5]).times]).toEqual([2, 8, 14]);
    expect([...code.encode([0.1]).times]).toEqual([2]);
    expect([...code.encode([0]).times]).toEqual([]);
  });
  it("reads one spike as the middle of the values that send one", () => {
    const code = burst({spikes: 5});
    expect(code.decode(code.encode([0.02, 0.2])).data).toEqual(Float64Array.of(0.1, 0.1));
  });
  it("survives the loss of its last spikes, because the interval tells the value too", () => {
    const code = burst({spikes: 5}), sent = code.encode([0.9]);
    const cut = {...sent, times: sent.times.slice(0, 3), units: sent.units.slice(0, 3)};
    expect(code.decode(cut).data[0]).toBeCloseTo(0.9, 12);
  });
  it("misreads a lost inner spike as a longer interval, never as a larger value", () => {
    const code = burst({spikes: 5}), values = new Float64Array(500).fill(0.9);
    for (const x of code.decode(deletion(code.encode(values), {chance: 0.3, seed: 1})).data) expect(x).toBeLessThanOrEqual(0.9 + 1e-9);
  });
  it("refuses what cannot be", () => {
    expect(() => burst({spikes: 1})).toThrow("burst: spikes must be a whole number of at least 2, got 1");
    expect(() => burst({shortest: 0})).toThrow("burst: shortest must be positive (ms), got 0");
    expect(() => burst({shortest: 5, longest: 5})).toThrow("burst: longest must exceed shortest, 5 ms, got 5");
  });
});
