/** @file Augmentations, and that only what is learned from is changed. */
import {describe, expect, it} from "vitest";
import {digits} from "../../lib/files/image-sets.ts";
import {accuracy} from "../../lib/learn/accuracy.ts";
import {shift} from "../../lib/learn/augment.ts";
import {fit} from "../../lib/learn/fit.ts";
import {initialise} from "../../lib/model/initialise.ts";
import {network} from "../../lib/model/network.ts";
import {averagePool} from "../../lib/model/projections/average-pool.ts";
import {dense} from "../../lib/model/projections/dense.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";
import {tensor} from "../../lib/tensor/tensor.ts";

/** How far `moved` lies from `image`, by trying every way. */
function ways(image: Float64Array, moved: Float64Array, [channels, rows, columns]: readonly [number, number, number], most: number): string[] {
  const found: string[] = [];
  for (let down = -most; down <= most; down++) {
    for (let right = -most; right <= most; right++) {
      let same = true;
      for (let c = 0; c < channels; c++) for (let r = 0; r < rows; r++) for (let s = 0; s < columns; s++) {
        const from = r - down >= 0 && r - down < rows && s - right >= 0 && s - right < columns ? image[(c * rows + r - down) * columns + s - right] : 0;
        same &&= moved[(c * rows + r) * columns + s] === from;
      }
      if (same) found.push(`${down},${right}`);
    }
  }
  return found;
}

describe("augment.shift", () => {
  it("moves an image by one of all ways, each equally often", () => {
    const shape = [2, 6, 5] as const, image = tensor(shape, uniform(generator(1), 60)), most = 2, counts = new Map<string, number>(), times = 2500;
    for (let k = 0; k < times; k++) {
      const found = ways(image.data, shift({most})(image, split(generator(2), k)).data, shape, most);
      expect(found).toHaveLength(1);
      counts.set(found[0]!, (counts.get(found[0]!) ?? 0) + 1);
    }
    // χ² of 25 ways has 24 degrees of freedom: mean 24, standard deviation 6.9.
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - times / 25) ** 2 / (times / 25), 0);
    expect(counts.size).toBe(25);
    expect(chi).toBeLessThan(24 + 4 * Math.sqrt(48));
  });
  it("moves signals of one dimension, leaves a list of features, and 0 moves nothing", () => {
    const line = tensor([1, 5], [1, 2, 3, 4, 5]), seen = new Set(Array.from({length: 40}, (_, k) => shift()(line, split(generator(3), k)).data.join()));
    expect(seen).toEqual(new Set(["1,2,3,4,5", "0,1,2,3,4", "2,3,4,5,0"]));
    expect(shift({most: 3})(tensor([4], [1, 2, 3, 4]), generator(1)).data.join()).toBe("1,2,3,4");
    expect(shift({most: 0})(line, generator(1)).data.join()).toBe("1,2,3,4,5");
  });
  it("refuses parts of pixels", () => expect(() => shift({most: 0.5})).toThrow("augment.shift: most must be a whole number of at least 0 (pixels), got 0.5"));
});

describe("fit with an augmentation", () => {
  const net = network([1, 28, 28], averagePool(2), dense(10)), start = initialise(net, {seed: 1}), data = digits.sample(64), seen = digits.sample(100, {seed: 5});
  it("shows images as they might have been, and tests them as they are", async () => {
    const options = {batch: 16, epochs: 2, validate: seen, seed: 4, augment: shift({most: 2})}, {weights, history} = await fit(net, start, data, options), plain = await fit(net, start, data, {...options, augment: shift({most: 0})});
    expect(history.at(-1)!.validation).toBe(accuracy(net, weights, seen));
    expect(weights).not.toEqual(plain.weights);
    expect((await fit(net, start, data, {batch: 16, epochs: 2, seed: 4})).weights).toEqual(plain.weights);
  });
  it("shows the same images to either engine", async () => {
    const options = {batch: 16, seed: 4, augment: shift({most: 3})}, [slow, fast] = [await fit(net, start, data, options), await fit(net, start, data, {...options, engine: "fast"})];
    fast.steps.forEach(({loss}, k) => expect(loss).toBeCloseTo(slow.steps[k]!.loss, 5));
  });
  it("changes images alone", async () => {
    const run = {shape: [1, 1, 28, 28], dt: 1, data: data.image(0).data};
    await expect(fit(net, start, {inputs: [run], targets: [1]}, {augment: shift()})).rejects.toThrow("fit: augment changes images, and these are runs");
  });
});
