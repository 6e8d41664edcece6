import {describe, expect, it} from "vitest";
import {chain, stageAt} from "../../../lib/model/response/chain.ts";
import {crossings, firstCrossing, turningPoints} from "../../../lib/model/response/crossings.ts";

const alpha = chain({taus: [5, 5, 20], gain: 50});
const spike = [1, 0, 0];

describe("crossings", () => {
  it("finds the two crossings of 6 mV by the alpha PSP", () => {
    const [up, down, ...more] = crossings(alpha, spike, {threshold: 6});
    expect(more).toEqual([]);
    expect(up!.direction).toBe("up");
    expect(up!.time).toBeCloseTo(10.107388, 6);
    expect(down!.direction).toBe("down");
    expect(down!.time).toBeCloseTo(23.225925, 6);
  });
  it("leaves a residue of rounding only at each crossing", () => {
    for (const {time} of crossings(alpha, spike, {threshold: 6})) expect(Math.abs(stageAt(alpha, spike, 2, time) - 6)).toBeLessThan(1e-14);
  });
  it("sees a crossing that a grid of 5 ms misses, and none above the peak", () => {
    expect(Math.max(...[0, 5, 10, 15, 20, 25].map((t) => stageAt(alpha, spike, 2, t)))).toBeLessThan(6.9014);
    expect(crossings(alpha, spike, {threshold: 6.9093})).toHaveLength(2);
    expect(crossings(alpha, spike, {threshold: 6.90937})).toHaveLength(0);
  });
  it("finds up to three crossings, where an undershoot comes before", () => {
    const state = [2, -1.5, 2];
    const found = crossings(alpha, state, {threshold: 1});
    const grid = Array.from({length: 40_000}, (_, i) => Math.sign(stageAt(alpha, state, 2, i * 0.01) - 1));
    const seen = grid.flatMap((sign, i) => (i > 0 && sign !== grid[i - 1] ? [i * 0.01] : []));
    expect(found.map(({direction}) => direction)).toEqual(["down", "up", "down"]);
    found.forEach(({time}, i) => expect(Math.abs(time - seen[i]!)).toBeLessThan(0.011));
  });
  it("finds as many as a fine grid from any state, for any time constants", () => {
    let bits = 1;
    const draw = (): number => (bits = (bits * 48271) % 2147483647) / 2147483647;
    for (let trial = 0; trial < 60; trial++) {
      const taus = Array.from({length: 1 + (trial % 3)}, () => 1 + Math.floor(draw() * 4) * 3);
      const c = chain({taus, gain: 2}), state = taus.map(() => 4 * draw() - 2), last = taus.length - 1;
      const threshold = (draw() - 0.5) * 0.8;
      let seen = 0, before = Math.sign(state[last]! - threshold);
      for (let t = 0.005; t < 150; t += 0.005) {
        const sign = Math.sign(stageAt(c, state, last, t) - threshold);
        if (sign !== before) seen++;
        before = sign;
      }
      const found = crossings(c, state, {threshold, within: 150});
      // The grid may miss a pair that is closer than its step; it may never see more than there are.
      const close = found.filter(({time}, i) => i > 0 && time - found[i - 1]!.time < 0.005).length;
      expect(found.length - 2 * close).toBe(seen);
    }
  });
  it("knows how a membrane alone decays through a level: t = τ ln(v / θ)", () => {
    const [only] = crossings(chain({taus: [20]}), [3], {threshold: 1});
    expect(only!.time).toBeCloseTo(20 * Math.log(3), 13);
    expect(only!.direction).toBe("down");
  });
  it("looks no further than it is told, and does not count a start on the level", () => {
    expect(crossings(alpha, spike, {threshold: 6, within: 10})).toEqual([]);
    expect(crossings(alpha, spike, {threshold: 6, within: 20})).toHaveLength(1);
    expect(crossings(chain({taus: [20]}), [1], {threshold: 1})).toEqual([]);
    expect(crossings(alpha, [0, 0, 0], {threshold: 0})).toEqual([]);
  });
  it("turns where the membrane meets what drives it", () => {
    const [peak] = turningPoints(alpha, spike, 2, 1000);
    expect(peak).toBeCloseTo(15.577753, 6);
  });
  it("gives the first firing time, or Infinity", () => {
    expect(firstCrossing(alpha, spike, {threshold: 6})).toBeCloseTo(10.107388, 6);
    expect(firstCrossing(alpha, spike, {threshold: 7})).toBe(Infinity);
    expect(firstCrossing(alpha, [0, 0, 5], {threshold: 4})).toBe(Infinity);
    expect(firstCrossing(alpha, [-1, 0, 0], {threshold: 6})).toBe(Infinity);
  });
  it("agrees with the list of all crossings on the first upward one, from any state", () => {
    let bits = 7;
    const draw = (): number => (bits = (bits * 48271) % 2147483647) / 2147483647;
    let fired = 0;
    for (let trial = 0; trial < 300; trial++) {
      const taus = Array.from({length: 1 + (trial % 3)}, () => 1 + 20 * draw());
      const c = chain({taus, gain: 4 * draw() - 2}), state = taus.map(() => 4 * draw() - 2), threshold = 0.3 * draw();
      const up = crossings(c, state, {threshold}).find(({direction}) => direction === "up")?.time ?? Infinity;
      expect(firstCrossing(c, state, {threshold})).toBe(up);
      if (up < Infinity) fired++;
    }
    expect(fired).toBeGreaterThan(20);
  });
  it("refuses a threshold that is not a number, and a look backwards", () => {
    expect(() => crossings(alpha, spike, {threshold: NaN})).toThrow("crossings: threshold must be a finite number (mV), got NaN");
    expect(() => crossings(alpha, spike, {threshold: 1, within: -1})).toThrow("crossings: within must not be negative (ms), got -1");
  });
});
