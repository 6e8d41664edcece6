import {describe, expect, it} from "vitest";
import {chance} from "../../../lib/model/neurons/chance.ts";

describe("chance", () => {
  it("fires as often as its input says, and draws the same lots in every run", () => {
    const neuron = chance({seed: 4, gain: 0.5}), input = Float64Array.of(-1, 0, 0.4, 1, 5), steps = 20000;
    const run = (): number[] => {
      const state = neuron.start(5), fired = new Float64Array(5), counts = [0, 0, 0, 0, 0];
      for (let t = 0; t < steps; t++) {
        neuron.step(state, input, fired, 1);
        fired.forEach((n, i) => { counts[i]! += n; });
      }
      return counts;
    };
    const counts = run();
    [0, 0, 0.2, 0.5, 1].forEach((p, i) => expect(Math.abs(counts[i]! / steps - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / steps)));
    expect(run()).toEqual(counts);
  });
  it("refuses a gain that is none", () => expect(() => chance({seed: 1, gain: NaN})).toThrow("chance: gain must be positive, got NaN"));
});
