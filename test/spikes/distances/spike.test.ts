import {describe, expect, it} from "vitest";
import {spikeDistance} from "../../../lib/spikes/distances/spike.ts";
import {randomTrain} from "../trains.ts";

/** The definition as it stands, at the middles of fine steps. */
function sampled(a: readonly number[], b: readonly number[], duration: number): number {
  const [ends, steps] = [(train: readonly number[]) => [0, ...train, duration], 20_000];
  const [p, q] = [ends(a), ends(b)], nearest = (t: number, train: number[]) => Math.min(...train.map((s) => Math.abs(s - t)));
  const part = (own: number[], other: number[], t: number) => {
    const f = own.findIndex((s) => s > t), before = own[f - 1]!, after = own[f]!;
    return {interval: after - before, s: (nearest(before, other) * (after - t) + nearest(after, other) * (t - before)) / (after - before)};
  };
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const t = ((k + 0.5) * duration) / steps, x = part(p, q, t), y = part(q, p, t);
    sum += (x.s * y.interval + y.s * x.interval) / (2 * ((x.interval + y.interval) / 2) ** 2);
  }
  return sum / steps;
}

describe("spikeDistance", () => {
  it("of one spike in the middle against silence is 2/9: by hand", () => {
    expect(spikeDistance([5], [], {duration: 10})).toBeCloseTo(2 / 9, 12);
  });
  it("is the average of its definition over time", () => {
    for (let seed = 0; seed < 5; seed++) {
      const a = randomTrain(seed, 8), b = randomTrain(seed + 30, 8);
      expect(spikeDistance(a, b, {duration: 100})).toBeCloseTo(sampled(a, b, 100), 3);
    }
  });
  it("grows with a shift that the ISI-distance does not see", () => {
    const clock = (shift: number) => Array.from({length: 9}, (_, i) => 10 * (i + 1) + shift), duration = 110;
    const apart = [0, 1, 2, 4].map((shift) => spikeDistance(clock(0), clock(shift), {duration}));
    for (let k = 0; k < 3; k++) expect(apart[k + 1]!).toBeGreaterThan(apart[k]!);
  });
  it("refuses a duration that is not positive", () => {
    expect(() => spikeDistance([], [], {duration: NaN})).toThrow("spikeDistance: duration must be positive (ms), got NaN");
  });
});
