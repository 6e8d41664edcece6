import {describe, expect, it} from "vitest";
import {deadLeaves} from "../../lib/worlds/dead-leaves.ts";

/** The area that two discs of one radius share, their middles `x` apart. */
const lens = (radius: number, x: number): number => (x >= 2 * radius ? 0 : 2 * radius ** 2 * Math.acos(x / (2 * radius)) - (x / 2) * Math.sqrt(4 * radius ** 2 - x ** 2));

/** The chance that the foremost leaf over either of two places `x` apart lies over both: shared area over joint area, for radii of density r⁻³. */
function together(x: number, least: number, most: number): number {
  let shared = 0, joint = 0;
  for (let k = 0; k < 20000; k++) {
    const r = least * (most / least) ** ((k + 0.5) / 20000), share = r ** -2; // r⁻³ dr on a logarithmic grid
    shared += share * lens(r, x);
    joint += share * (2 * Math.PI * r * r - lens(r, x));
  }
  return shared / joint;
}

describe("deadLeaves", () => {
  it("is correlated over space as the geometry of its leaves says, across and down alike", () => {
    const size = 80, least = 12, most = 80, distance = 20;
    let across = 0, down = 0, count = 0;
    for (let seed = 0; seed < 1500; seed++) {
      const {data} = deadLeaves({seed, size, least, most});
      for (let r = 0; r + distance < size; r += 20) {
        for (let s = 0; s + distance < size; s += 20) {
          across += (data[r * size + s]! - data[r * size + s + distance]!) ** 2;
          down += (data[r * size + s]! - data[(r + distance) * size + s]!) ** 2;
          count++;
        }
      }
    }
    // Greys of different leaves are independent, with variance 1/12 each.
    const expected = (1 - together(distance, least, most)) / 6;
    // Pixels on an edge mix two greys, so a little is missing.
    for (const measured of [across, down]) expect(Math.abs(measured / count / expected - 0.96)).toBeLessThan(0.06);
  });
  it("is covered everywhere, in grey from 0 to 1, and the same for the same seed", () => {
    const image = deadLeaves({seed: 5, size: 40});
    expect([...image.data].every((grey) => grey >= 0 && grey <= 1)).toBe(true);
    expect(deadLeaves({seed: 5, size: 40}).data).toEqual(image.data);
    expect(deadLeaves({seed: 6, size: 40}).data).not.toEqual(image.data);
  });
  it("refuses sizes that are none", () => {
    expect(() => deadLeaves({seed: 1, size: 0})).toThrow("deadLeaves: size must be a whole number of at least 1 (pixels), got 0");
    expect(() => deadLeaves({seed: 1, least: 5, most: 5})).toThrow("deadLeaves: least and most must be positive, the smaller first (pixels), got 5 and 5");
  });
});
