import {describe, expect, it} from "vitest";
import type {Input, Signals} from "../../lib/simulate/input.ts";
import {manifolds} from "./manifolds.ts";

describe("manifolds", () => {
  const options = {classes: 3, units: 5, samples: 4, steps: 60, within: 40, seed: 2};
  it("gives one spike of each unit, in time, and each class as often", () => {
    const {inputs, targets} = manifolds({...options, part: "train"});
    expect(Array.from(targets as number[])).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    for (const input of inputs) {
      const {data} = input as Signals;
      for (let i = 0; i < 5; i++) expect(Array.from({length: 60}, (_, t) => data[5 * t + i]!).reduce((sum, x, t) => sum + x * (t < 40 ? 1 : 1000), 0)).toBe(1);
    }
  });
  it("draws other points of the same manifolds for another part: a neighbour is of the same class", () => {
    const big = {...options, units: 20, samples: 100}, train = manifolds({...big, part: "train"}), test = manifolds({...big, samples: 10, part: "test"});
    const times = (input: Input) => {
      const {data} = input as Signals, steps = Array.from({length: 60}, (_, t) => t);
      return Float64Array.from({length: 20}, (_, i) => steps.findIndex((t) => data[20 * t + i] === 1));
    };
    const known = train.inputs.map(times);
    test.inputs.forEach((input, k) => {
      const own = times(input), distances = known.map((each) => each.reduce((sum, t, i) => sum + (t - own[i]!) ** 2, 0));
      expect(train.targets[distances.indexOf(Math.min(...distances))]).toBe(test.targets[k]);
    });
  });
});
