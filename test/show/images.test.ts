import {describe, expect, it} from "vitest";
import {images} from "../../lib/show/images.ts";

const picture = (first: number) => ({shape: [1, 2, 2], data: [first, 0, 0, 1]});

describe("images", () => {
  it("puts pictures side by side, row by row, with gaps between and a name above each", () => {
    const {data: [sheet], layout} = images({a: picture(0.5), b: picture(0.25), c: picture(1)}, {columns: 2});
    const z = sheet!.z as (number | null)[][];
    expect(z[5]).toEqual([0.5, 0, null, null, 0.25, 0]);
    expect(z[6]).toEqual([0, 1, null, null, 0, 1]);
    expect(z[12]).toEqual([1, 0, null, null, null, null]);
    expect((layout.annotations as {text: string; x: number; y: number}[]).map(({text, x, y}) => [text, x, y])).toEqual([["a", -0.5, 4], ["b", 3.5, 4], ["c", -0.5, 11]]);
  });
  it("keeps one scale for all, so that brightness can be compared", () => {
    expect(images({a: picture(0.5)}, {range: [0, 2]}).data[0]).toMatchObject({zmin: 0, zmax: 2});
  });
  it("numbers the pictures of a list", () => {
    expect((images([picture(1), picture(0)]).layout.annotations as {text: string}[]).map(({text}) => text)).toEqual(["0", "1"]);
  });
  it("refuses no pictures, pictures of two sizes, and fields of several channels", () => {
    expect(() => images({})).toThrow("show.images: pictures must have rows and columns, got no picture");
    expect(() => images({a: picture(1), b: {shape: [3, 2], data: new Float64Array(6)}})).toThrow("show.images: pictures must be one field of 2 × 2, got b with shape [3, 2]");
    expect(() => images({a: {shape: [2, 2, 2], data: new Float64Array(8)}})).toThrow("show.images: pictures must be one field of 2 × 2, got a with shape [2, 2, 2]");
  });
});
