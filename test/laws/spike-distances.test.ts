import {describe, expect, it} from "vitest";
import {isiDistance, spikeDistance, vanRossum, victorPurpura} from "../../lib/spikes/distances.ts";
import {randomTrain} from "../spikes/trains.ts";

const duration = 100;
/** `metric`: whether the triangle inequality is known to hold; of the SPIKE-distance it is not claimed. */
const distances = [
  {name: "victorPurpura, 0.05 per ms", between: (a: number[], b: number[]) => victorPurpura(a, b, {cost: 0.05}), metric: true},
  {name: "victorPurpura, 1 per ms", between: (a: number[], b: number[]) => victorPurpura(a, b, {cost: 1}), metric: true},
  {name: "vanRossum, 1 ms", between: (a: number[], b: number[]) => vanRossum(a, b, {tau: 1}), metric: true},
  {name: "vanRossum, 20 ms", between: (a: number[], b: number[]) => vanRossum(a, b, {tau: 20}), metric: true},
  {name: "isiDistance", between: (a: number[], b: number[]) => isiDistance(a, b, {duration}), metric: true},
  {name: "spikeDistance", between: (a: number[], b: number[]) => spikeDistance(a, b, {duration}), metric: false}
];
const trains = Array.from({length: 14}, (_, seed) => randomTrain(seed, 10));

describe.each(distances)("$name", ({between, metric}) => {
  it("is 0 from a train to itself, positive or 0 to others, and the same both ways", () => {
    for (const a of trains) {
      expect(Math.abs(between(a, a))).toBeLessThan(1e-7);
      for (const b of trains) {
        expect(between(a, b)).toBeGreaterThanOrEqual(0);
        expect(between(a, b)).toBeCloseTo(between(b, a), 10);
      }
    }
  });
  if (metric) it("never gains by a detour", () => {
    for (const a of trains) for (const b of trains) for (const c of trains) expect(between(a, c)).toBeLessThanOrEqual(between(a, b) + between(b, c) + 1e-9);
  });
});
