import {describe, expect, it} from "vitest";
import {delta} from "../../lib/coding/delta.ts";
import {still} from "../../lib/coding/still.ts";

describe("still", () => {
  it("sends a still image by delta as one volley, then silence", () => {
    const spikes = still(delta({threshold: 0.25}), {duration: 10}).encode([1, 0.5, 0], {dt: 1});
    expect([...spikes.data.slice(0, 3)]).toEqual([4, 2, 0]);
    expect(spikes.data.slice(3).every((n) => n === 0)).toBe(true);
  });
  it("refuses a duration of less than a frame", () => {
    expect(() => still(delta(), {duration: 1, frame: 5})).toThrow("still: duration must hold at least one frame of 5 ms, got 1 ms");
    expect(() => still(delta(), {frame: 0})).toThrow("still: frame must be positive (ms), got 0");
  });
});
