import {describe, expect, it} from "vitest";
import {delta} from "../../lib/coding/delta.ts";
import {raster} from "../../lib/spikes/raster.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {normal} from "../../lib/tensor/draw.ts";
import {tensor} from "../../lib/tensor/tensor.ts";

describe("delta", () => {
  it("follows any signal to within one threshold at every frame, and errors do not add up", () => {
    const walk = new Float64Array(5000);
    normal(generator(1), 5000, {deviation: 0.3}).forEach((step, t) => (walk[t] = (walk[t - 1] ?? 0) + step));
    const code = delta({threshold: 0.1}), decoded = code.decode(code.encode(walk, {dt: 1})).data;
    for (let t = 0; t < 5000; t++) expect(Math.abs(decoded[t]! - walk[t]!)).toBeLessThan(0.1 + 1e-9);
  });
  it("costs ⌊|change| / threshold⌋ spikes for a monotone signal, whatever its shape, and none for one at rest", () => {
    const total = (signal: ArrayLike<number>) => delta({threshold: 0.25}).encode(signal, {dt: 1}).data.reduce((a, b) => a + b, 0);
    expect(total([0, 0.1, 0.3, 0.9, 1, 1, 1])).toBe(4);
    expect(total([0, 0, 0])).toBe(0);
    expect(total([-0.3, -0.9, -1.3])).toBe(5);
  });
  it("sends ups and downs on channels of their own, by hand", () => {
    const spikes = delta({threshold: 0.5}).encode([0.6, 1.6, 0.4], {dt: 2});
    expect(spikes.shape).toEqual([3, 2]);
    expect([...spikes.data]).toEqual([1, 0, 2, 0, 0, 2]);
  });
  it("encodes every place of an image in time by itself", () => {
    const frames = 40, field = [2, 3], signal = tensor([frames, ...field]);
    for (let i = 0; i < 6; i++) normal(split(generator(2), i), frames, {deviation: 0.2}).forEach((x, t) => (signal.data[t * 6 + i] = x));
    const code = delta({threshold: 0.05}), spikes = code.encode(signal, {dt: 1});
    expect(spikes.shape).toEqual([frames, 2, ...field]);
    const decoded = code.decode(spikes);
    expect(decoded.shape).toEqual([frames, ...field]);
    decoded.data.forEach((x, i) => expect(Math.abs(x - signal.data[i]!)).toBeLessThan(0.05 + 1e-9));
    const alone = code.encode(signal.data.filter((_, i) => i % 6 === 4), {dt: 1});
    expect([...spikes.data].filter((_, i) => i % 6 === 4)).toEqual([...alone.data]);
  });
  it("falls behind a jump where a limit holds it back, and catches up", () => {
    const code = delta({threshold: 0.25, limit: 1});
    expect([...code.decode(code.encode([1, 1, 1, 1, 1], {dt: 1})).data]).toEqual([0.25, 0.5, 0.75, 1, 1]);
  });
  it("refuses what cannot be", () => {
    expect(() => delta({threshold: 0})).toThrow("delta: threshold must be positive, got 0");
    expect(() => delta({limit: 0})).toThrow("delta: limit must be a whole number from 1 to 255, got 0");
    expect(() => delta({start: NaN})).toThrow("delta: start must be finite, got NaN");
    expect(() => delta().encode([NaN], {dt: 1})).toThrow("delta: a unit can send at most 255 spikes in a frame, got NaN");
    expect(() => delta().decode(raster([3, 4], 1))).toThrow("delta: decode needs a raster [frames, 2, ...field], got [3, 4]");
  });
});
