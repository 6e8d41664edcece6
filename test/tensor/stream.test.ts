import {describe, expect, it} from "vitest";
import {erf} from "mathjs";
import {generator} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";
import {correlation, distance, mean, variance} from "./moments.ts";

const count = 40_000;
const drawn = (draw: () => number): Float64Array => Float64Array.from({length: count}, draw);
// A Kolmogorov-Smirnov distance above 2.2/√n has a chance below 10⁻⁴.
const limit = 2.2 / Math.sqrt(count);

describe("stream", () => {
  it("spreads uniform numbers evenly over [0, 1), and neighbours are uncorrelated", () => {
    const x = drawn(stream(generator(1)).uniform);
    expect(distance(x, (value) => value)).toBeLessThan(limit);
    expect(Math.max(...x)).toBeLessThan(1);
    expect(Math.abs(correlation(x.slice(1), x.slice(0, -1)))).toBeLessThan(4.5 / Math.sqrt(count));
  });
  it("follows the normal distribution", () => {
    const x = drawn(stream(generator(2)).normal);
    expect(distance(x, (value) => (1 + erf(value / Math.SQRT2)) / 2)).toBeLessThan(limit);
    expect(Math.abs(correlation(x.slice(1), x.slice(0, -1)))).toBeLessThan(4.5 / Math.sqrt(count));
  });
  it("follows the exponential distribution", () => {
    expect(distance(drawn(stream(generator(3)).exponential), (value) => 1 - Math.exp(-value))).toBeLessThan(limit);
  });
  it.each([0.3, 4, 9.99, 10, 40, 1000])("gives Poisson counts of mean and variance %d", (rate) => {
    const draws = stream(generator(4)), x = drawn(() => draws.poisson(rate));
    expect(Math.abs(mean(x) - rate)).toBeLessThan(4.5 * Math.sqrt(rate / count));
    expect(Math.abs(variance(x) / rate - 1)).toBeLessThan(4.5 * Math.sqrt((2 + 1 / rate) / count));
  });
  it.each([3, 12, 25])("gives Poisson counts with the probabilities e^-m m^k / k! for m = %d", (rate) => {
    const draws = stream(generator(5)), seen = new Float64Array(200);
    for (let i = 0; i < count; i++) seen[draws.poisson(rate)]!++;
    let p = Math.exp(-rate), squares = 0, cells = 0;
    for (let k = 0; k < 100; p *= rate / ++k) {
      if (p * count < 10) continue;
      squares += (seen[k]! - p * count) ** 2 / (p * count);
      cells++;
    }
    expect(squares).toBeLessThan(cells + 4.5 * Math.sqrt(2 * cells));
  });
  it("draws every whole number below a limit equally often", () => {
    const draws = stream(generator(6)), seen = new Float64Array(6);
    for (let i = 0; i < count; i++) seen[draws.integer(6)]!++;
    for (const times of seen) expect(Math.abs(times - count / 6)).toBeLessThan(4.5 * Math.sqrt((count * 5) / 36));
  });
  it("refuses a limit or a mean out of range", () => {
    const draws = stream(generator(0));
    expect(() => draws.integer(0)).toThrow("integer: below must be a whole number from 1 to 2^32, got 0");
    expect(() => draws.poisson(-1)).toThrow("poisson: mean must be from 0 to 1e9, got -1");
    expect(() => draws.poisson(NaN)).toThrow("poisson: mean");
  });
});
