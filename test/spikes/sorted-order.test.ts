import {describe, expect, it} from "vitest";
import {sortedOrder} from "../../lib/spikes/sorted-order.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";

describe("sortedOrder", () => {
  it("agrees with the plain sort, for spread times, for heaps of equal ones, and for none", () => {
    for (let trial = 0; trial < 60; trial++) {
      const draws = stream(split(generator(1), trial)), count = draws.integer(400), coarse = trial % 3;
      const times = Float64Array.from({length: count}, () => [draws.uniform() * 10, draws.integer(4), 10 * (1 - draws.uniform() ** 9)][coarse]!);
      const units = Uint32Array.from({length: count}, () => draws.integer(20));
      const pairs = (order: Iterable<number>) => [...order].map((i) => [times[i], units[i]]);
      const plain = Array.from({length: count}, (_, i) => i).sort((i, j) => times[i]! - times[j]! || units[i]! - units[j]!);
      expect(pairs(sortedOrder(times, units, 10))).toEqual(pairs(plain));
    }
  });
  it("sorts where the recording has no length", () => {
    expect([...sortedOrder([0, 0, 0], [2, 0, 1], 0)]).toEqual([1, 2, 0]);
  });
});
