import {describe, expect, it} from "vitest";
import {network} from "../../../lib/model/network.ts";
import {once, rampFire, rampReadout} from "../../../lib/model/neurons/ramp-fire.ts";
import {dense} from "../../../lib/model/projections/dense.ts";
import {weightsFrom} from "../../../lib/model/weights.ts";
import {simulate} from "../../../lib/simulate/simulate.ts";
import {simulateEvents} from "../../../lib/simulate/simulate-events.ts";
import {eventList} from "../../../lib/spikes/events.ts";

const net = network([2], dense(4), rampFire({opens: 8, window: 8}), dense(1), rampReadout({opens: 16, window: 8}));
const weights = weightsFrom(net, [[0.5, 0.25, -1, 0.5, 2, 2, 1, -1.5], [1, 1, 1, 10]]);
const values = [0.75, 0.5], input = eventList({times: values.map((x) => 8 * (1 - x)), units: [0, 1], field: [2], duration: 16}); // ms

describe("rampFire", () => {
  it("fires once, at opens + window (1 - Σ w x), at once above 1, never at or below 0", () => {
    const {spikes, membranes} = simulateEvents(net, weights, input), sums = [0.5, -0.5, 2.5, 0];
    expect([...spikes[1]!.units]).toEqual([2, 0]);
    expect([...spikes[1]!.times]).toEqual([8, 8 + 8 * (1 - sums[0]!)]);
    // The next layer reads the clipped sums: 0.5 + 0 + 1 + 10 · 0.
    expect(membranes[3]![0]).toBeCloseTo(1.5, 12);
  });
  it("does the same by a clock on whose steps the times lie, and rounds to the nearest step where they do not", () => {
    const {spikes, output} = simulate(net, weights, {...input, duration: 17}, {dt: 1});
    expect([...spikes[1]!.times]).toEqual([8, 12]);
    expect(output[0]).toBeCloseTo(1.5, 12);
    const off = simulate(net, weightsFrom(net, [[0.5, 0.3, 0, 0.27, 0, 0, 0, 0], [1, 1, 1, 1]]), {...input, duration: 17}, {dt: 1});
    expect([...off.spikes[1]!.times]).toEqual([16 - Math.round(8 * 0.525), 16 - Math.round(8 * 0.135)]);
  });
  it("refuses windows that are none", () => {
    expect(() => rampFire({opens: 0, window: 0})).toThrow("rampFire: window must be positive (ms), got 0");
    expect(() => rampReadout({opens: NaN, window: 1})).toThrow("rampReadout: opens must be at least 0 (ms)");
    expect(() => once({time: -1})).toThrow("once: time must be at least 0 (ms), got -1");
  });
});
