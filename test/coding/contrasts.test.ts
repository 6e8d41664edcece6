import {describe, expect, it} from "vitest";
import {contrasts} from "../../lib/coding/contrasts.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";
import {tensor} from "../../lib/tensor/tensor.ts";

describe("contrasts", () => {
  it("are the difference of two Gaussians, by the plain sum over all places", () => {
    const size = 13, image = tensor([1, size, size], uniform(generator(1), size * size)), {data} = contrasts(image, {centre: 0.8, surround: 1.5});
    const weight = (d: number, deviation: number): number => {
      const norm = Array.from({length: 11}, (_, k) => Math.exp(-((k - 5) ** 2) / (2 * deviation ** 2))).reduce((a, b) => a + b, 0);
      return Math.exp(-(d * d) / (2 * deviation ** 2)) / norm;
    };
    const at = (r: number, s: number): number => image.data[Math.min(size - 1, Math.max(0, r)) * size + Math.min(size - 1, Math.max(0, s))]!;
    const d = Array.from({length: size * size}, (_, p) => {
      let sum = 0;
      for (let a = -5; a <= 5; a++) for (let b = -5; b <= 5; b++) sum += (weight(a, 0.8) * weight(b, 0.8) - weight(a, 1.5) * weight(b, 1.5)) * at(Math.floor(p / size) + a, (p % size) + b);
      return sum;
    });
    const largest = Math.max(...d.map(Math.abs));
    d.forEach((each, p) => {
      expect(data[p]).toBeCloseTo(Math.max(0, each) / largest, 10);
      expect(data[size * size + p]).toBeCloseTo(Math.max(0, -each) / largest, 10);
    });
  });
  it("see nothing in an even picture, and swap on and off in its negative", () => {
    expect([...contrasts(tensor([1, 6, 6], new Float64Array(36).fill(0.3))).data].every((x) => x === 0)).toBe(true);
    const image = tensor([1, 5, 5], uniform(generator(2), 25)), negative = tensor([1, 5, 5], image.data.map((x) => 1 - x));
    const [on, off] = [contrasts(image).data, contrasts(negative).data];
    for (let p = 0; p < 25; p++) expect(on[p]).toBeCloseTo(off[25 + p]!, 10);
  });
  it("silence what is below their threshold, and refuse widths out of order", () => {
    const image = tensor([1, 9, 9], uniform(generator(3), 81)), all = contrasts(image).data, strong = contrasts(image, {threshold: 0.3}).data;
    all.forEach((x, i) => expect(strong[i]).toBe(x >= 0.3 ? x : 0));
    expect(() => contrasts(image, {centre: 2, surround: 2})).toThrow("contrasts: surround must be wider than the centre, 2 pixels, got 2");
    expect(() => contrasts(tensor([9]))).toThrow("contrasts: a picture must have shape [channels, rows, columns], got [9]");
  });
});
