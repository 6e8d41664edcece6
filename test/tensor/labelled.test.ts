import {describe, expect, it} from "vitest";
import {labelledImages} from "../../lib/tensor/labelled.ts";

describe("labelledImages", () => {
  const set = labelledImages([1, 2], Uint8Array.of(0, 255, 51, 102, 5, 6), Uint8Array.of(4, 5, 6));
  it("gives each image as values in [0, 1]", () => {
    expect(set.image(1)).toEqual({shape: [1, 2], data: Float64Array.of(0.2, 0.4)});
  });
  it("keeps label and image together in a sample", () => {
    const sample = set.sample(3, {seed: 1});
    for (let i = 0; i < 3; i++) expect(sample.image(i)).toEqual(set.image(sample.labels[i]! - 4));
  });
  it("refuses pixels that are not as many as the labels need", () => {
    expect(() => labelledImages([1, 2], new Uint8Array(3), new Uint8Array(2))).toThrow("labelledImages: 2 labels need 4 pixels, got 3");
  });
});
