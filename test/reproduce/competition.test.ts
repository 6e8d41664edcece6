import {describe, expect, it} from "vitest";
import {labelledImages} from "../../lib/tensor/labelled.ts";
import {competition} from "./competition.ts";

describe("competition", () => {
  it("gives two kinds of images to two neurons, and weights that show them", () => {
    const half = (label: number) => Uint8Array.from({length: 784}, (_, p) => (p % 28 < 14) === (label === 0) ? 255 : 0), count = 60;
    const pixels = new Uint8Array(784 * count), labels = Uint8Array.from({length: count}, (_, i) => i % 2);
    labels.forEach((label, i) => pixels.set(half(label), 784 * i));
    const images = labelledImages([1, 28, 28], pixels, labels), pair = competition({neurons: 2, threshold: 700, increment: 20, aPlus: 0.1, aMinus: 0.1, seed: 1});
    for (let i = 0; i < count; i++) expect(pair.learn(images, i, i)).toBeGreaterThanOrEqual(0);
    const [left, right] = [pair.winners(images, 0)[0]!, pair.winners(images, 1)[0]!];
    expect(left).not.toBe(right);
    const {data} = pair.weights[0]!, mean = (neuron: number, label: number) => data.subarray(784 * neuron, 784 * (neuron + 1)).reduce((sum, w, p) => sum + (half(label)[p]! > 0 ? w : 0), 0) / 392;
    expect(mean(left, 0) - mean(left, 1)).toBeGreaterThan(0.5);
    expect(mean(right, 1) - mean(right, 0)).toBeGreaterThan(0.5);
    expect(Array.from(pair.levels()).every((level) => level > 0)).toBe(true);
  }, 120_000);
});
