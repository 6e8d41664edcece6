import {describe, expect, it} from "vitest";
import {isiDistance} from "../../../lib/spikes/distances/isi.ts";

describe("isiDistance", () => {
  it("is 1 - the ratio of the intervals for two clocks", () => {
    const clock = (period: number) => Array.from({length: 100 / period - 1}, (_, i) => (i + 1) * period);
    expect(isiDistance(clock(10), clock(20), {duration: 100})).toBeCloseTo(0.5, 12);
    expect(isiDistance(clock(5), clock(20), {duration: 100})).toBeCloseTo(0.75, 12);
  });
  it("of one spike at 4 ms against silence for 10 ms is .48: by hand, .4 × .6 + .6 × .4", () => {
    expect(isiDistance([4], [], {duration: 10})).toBeCloseTo(0.48, 12);
  });
  it("does not see a common period shifted in time, but for the longer wait before the first spike", () => {
    expect(isiDistance([10, 20, 30, 40, 50, 60], [15, 25, 35, 45, 55, 65], {duration: 70})).toBeCloseTo((15 * (5 / 15)) / 70, 12);
  });
  it("refuses a duration that is not positive", () => {
    expect(() => isiDistance([], [], {duration: 0})).toThrow("isiDistance: duration must be positive (ms), got 0");
  });
});
