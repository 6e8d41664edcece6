import {describe, expect, it} from "vitest";
import {coins} from "../../lib/tensor/coins.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";

/** The same coins from one stream a unit. */
function slowly(source: ReturnType<typeof generator>, chances: Float64Array, steps: number): Uint8Array {
  const tossed = new Uint8Array(steps * chances.length);
  chances.forEach((chance, i) => {
    const draws = stream(split(source, i));
    for (let t = 0; t < steps; t++) tossed[t * chances.length + i] = draws.uniform() < chance ? 1 : 0;
  });
  return tossed;
}

function quickly(source: ReturnType<typeof generator>, chances: Float64Array, steps: number): Uint8Array {
  const tossed = new Uint8Array(steps * chances.length);
  coins(source, chances, steps, tossed);
  return tossed;
}

describe("coins", () => {
  it.each([[1, 1], [3, 7], [4, 2], [1030, 9], [5, 1500], [2051, 3]])("of %i units and %i steps are those of a stream a unit", (units, steps) => {
    const source = split(generator(2 ** 52 + 12345), "coins"), chances = uniform(generator(units), units);
    expect(quickly(source, chances, steps)).toEqual(slowly(source, chances, steps));
  });
  it("keep to the last bit of a chance", () => {
    const source = generator(7), drawn = Array.from({length: 64}, (_, i) => stream(split(source, i)).uniform());
    const at = Float64Array.from(drawn), above = Float64Array.from(drawn, (u) => u + 2 ** -53), inside = Float64Array.from(drawn, (u) => u + 2 ** -54);
    expect([...quickly(source, at, 1)]).toEqual(drawn.map(() => 0));
    expect([...quickly(source, above, 1)]).toEqual(drawn.map(() => 1));
    // Where a double can still hold half of the last of 53 bits, it lies above the number drawn.
    expect([...quickly(source, inside, 1)]).toEqual(drawn.map((u, i) => (u < inside[i]! ? 1 : 0)));
  });
  it("never fall at 0, always at 1 and at what rounding puts above it", () => {
    const tossed = quickly(generator(1), Float64Array.of(0, 1, 0, 1 + 2 ** -52, 5e-324, 0, 1, 0), 40);
    expect(Array.from({length: 40}, (_, t) => [...tossed.subarray(8 * t, 8 * t + 8)])).toEqual(Array.from({length: 40}, () => [0, 1, 0, 1, 0, 0, 1, 0]));
  });
  it("leave no trace of an earlier toss", () => {
    quickly(generator(1), new Float64Array(1024).fill(1), 512);
    expect(quickly(generator(1), Float64Array.of(0, 0, 0, 0, 1, 0, 0, 0), 3)).toEqual(Uint8Array.from([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]));
  });
});
