import {describe, expect, it} from "vitest";
import {bar, grating, movingEdge} from "../../lib/worlds/stimuli.ts";

const at = (image: {readonly data: Float64Array}, size: number, r: number, s: number): number => image.data[r * size + s]!;

describe("stimuli", () => {
  it("a bar has the area width × size, lies at 0° and stands at 90°", () => {
    for (const [angle, row] of [[0, true], [90, false]] as const) {
      const image = bar({size: 20, angle, width: 4});
      expect(image.data.reduce((a, b) => a + b, 0)).toBeCloseTo(80, 9);
      for (let k = 0; k < 20; k++) expect(row ? at(image, 20, 10, k) : at(image, 20, k, 10)).toBeCloseTo(1, 12);
    }
  });
  it("a bar moves along its normal by its offset, pixel for pixel", () => {
    const still = bar({size: 21, width: 3}), moved = bar({size: 21, width: 3, offset: 5});
    expect([...moved.data.slice(5 * 21)]).toEqual([...still.data.slice(0, 16 * 21)]);
  });
  it("a grating repeats after its wavelength, has mean ½ and its contrast", () => {
    const image = grating({size: 32, angle: 90, wavelength: 8, contrast: 0.6, phase: 0.3});
    for (let s = 0; s + 8 < 32; s++) expect(at(image, 32, 5, s + 8)).toBeCloseTo(at(image, 32, 5, s), 12);
    expect(image.data.reduce((a, b) => a + b, 0) / 1024).toBeCloseTo(0.5, 12);
    expect(Math.max(...image.data)).toBeLessThanOrEqual(0.8);
    expect(Math.max(...image.data)).toBeGreaterThan(0.77);
  });
  it("a moving edge moves by speed × dt a frame, in its direction", () => {
    const size = 20, movie = movingEdge({size, speed: 1, frames: 15, direction: 0});
    const frame = (t: number) => movie.data.slice(t * size * size, (t + 1) * size * size);
    for (let t = 0; t < 14; t++) for (let r = 0; r < size; r++) for (let s = 1; s < size; s++) expect(frame(t + 1)[r * size + s]).toBeCloseTo(frame(t)[r * size + s - 1]!, 12);
    expect(frame(10).reduce((a, b) => a + b, 0)).toBeCloseTo(10 * size, 9);
    const down = movingEdge({size, speed: 1, frames: 15, direction: 90});
    expect(down.data[10 * 400 + 3 * size + 17]).toBeCloseTo(1, 12);
    expect(down.data[10 * 400 + 17 * size + 3]).toBeCloseTo(0, 12);
  });
  it("refuses what cannot be", () => {
    expect(() => bar({width: 0})).toThrow("bar: width must be positive (pixels), got 0");
    expect(() => bar({size: 0})).toThrow("bar: size must be a whole number of at least 1 (pixels), got 0");
    expect(() => grating({wavelength: -1})).toThrow("grating: wavelength must be positive (pixels), got -1");
    expect(() => grating({contrast: 2})).toThrow("grating: contrast must lie from 0 to 1, got 2");
    expect(() => movingEdge({frames: 0})).toThrow("movingEdge: frames must be a whole number of at least 1, got 0");
    expect(() => movingEdge({dt: 0})).toThrow("movingEdge: dt must be positive (ms), got 0");
    expect(() => movingEdge({direction: NaN})).toThrow("movingEdge: direction must be finite (degrees), got NaN");
  });
});
