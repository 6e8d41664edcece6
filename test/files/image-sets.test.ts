import {createHash} from "node:crypto";
import {existsSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {formatIdx} from "../../lib/files/idx.ts";
import {readIdx, writeIdx} from "../../lib/files/idx-file.ts";
import {digits, mnist} from "../../lib/files/image-sets.ts";

const datasets = join(import.meta.dirname, "../../datasets");
const folder = mkdtempSync(join(tmpdir(), "mnist-"));
afterAll(() => rmSync(folder, {recursive: true}));

describe("digits", () => {
  it("are 6,000 and 1,000 images, every class equally often", () => {
    for (const [part, count] of [[digits.train, 6000], [digits.test, 1000]] as const) {
      expect(part.count).toBe(count);
      for (let label = 0; label < 10; label++) expect(part.labels.filter((each) => each === label).length).toBe(count / 10);
    }
  });
  it("give images with values in [0, 1] and shape [1, 28, 28]", () => {
    const image = digits.image(3);
    expect(image.shape).toEqual([1, 28, 28]);
    expect(Math.min(...image.data)).toBe(0);
    expect(Math.max(...image.data)).toBeGreaterThan(0.8);
    expect(Math.max(...image.data)).toBeLessThanOrEqual(1);
    expect(() => digits.image(1000)).toThrow("image: index must be a whole number from 0 to 999, got 1000");
  });
  it("have the checksums that datasets/README.md states", () => {
    const readme = readFileSync(join(datasets, "README.md"), "utf8"), rows = [...readme.matchAll(/`([\w-]+\.gz)` \| `([0-9a-f]{64})`/g)];
    expect(rows.length).toBe(4);
    for (const [, file, sum] of rows) expect(createHash("sha256").update(formatIdx(readIdx(join(datasets, "digits", file!)))).digest("hex"), file).toBe(sum);
  });
  it("give samples that repeat for a seed, and hold no image twice", () => {
    const sample = digits.sample(50, {seed: 2});
    expect(digits.sample(50, {seed: 2}).pixels).toEqual(sample.pixels);
    expect(digits.sample(50, {seed: 3}).pixels).not.toEqual(sample.pixels);
    expect(new Set(Array.from({length: 50}, (_, i) => sample.image(i).data.join())).size).toBe(50);
    expect(() => digits.sample(6001)).toThrow("sample: count must be a whole number from 0 to 6000, got 6001");
  });
});

describe("mnist", () => {
  it("reads files of MNIST's names and form from any folder, gzipped or not", () => {
    for (const [part, ending] of [["train", ""], ["t10k", ".gz"]]) {
      writeIdx(join(folder, `${part}-images-idx3-ubyte${ending}`), {shape: [2, 2, 2], data: Uint8Array.of(0, 51, 102, 255, 1, 2, 3, 4)});
      writeIdx(join(folder, `${part}-labels-idx1-ubyte${ending}`), {shape: [2], data: Uint8Array.of(7, 3)});
    }
    expect([...mnist(folder).train.labels]).toEqual([7, 3]);
    expect([...mnist(folder).image(0).data]).toEqual([0, 0.2, 0.4, 1]);
  });
  it("says which file is missing and what to do", () => {
    expect(() => mnist(join(folder, "none")).test).toThrow(/mnist: t10k-images-idx3-ubyte.gz must be in .*none; put the four files of MNIST there/);
  });
  it("refuses labels that are not one for each image", () => {
    writeIdx(join(folder, "t10k-labels-idx1-ubyte.gz"), {shape: [3], data: Uint8Array.of(7, 3, 1)});
    expect(() => mnist(folder).test).toThrow("labelledImages: 3 labels need 12 pixels, got 8");
  });
  if (existsSync(join(datasets, "mnist"))) it("reads the real files where a person has them: the first test digits are 7 2 1 0 4", () => {
    expect([...mnist().test.labels.slice(0, 5)]).toEqual([7, 2, 1, 0, 4]);
  });
});
