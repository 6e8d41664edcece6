/** @file The image sets: our drawn digits, which ship, and MNIST, where a person has it. */
import {labelledImages} from "../tensor/labelled.ts";
import type {LabelledImages} from "../tensor/labelled.ts";
import type {Tensor} from "../tensor/tensor.ts";
import {readIdx} from "./idx-file.ts";
import {node} from "./node.ts";

/** A part to learn from and a part to test on. */
export interface ImageSet {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
  /** Image `i` of the test part, values in `[0, 1]`. */
  image(i: number): Tensor;
  /** `count` images of the training part, chosen by the seed. */
  sample(count: number, options?: {readonly seed?: number}): LabelledImages;
}

/** A folder of `datasets/`, beside the library. */
const shipped = (name: string): string => node(name, "node:url").fileURLToPath(new URL(`../../datasets/${name}`, import.meta.url));

/** The drawn digits of `datasets/digits`: 6,000 to learn from and 1,000 to test on, read when first asked for. */
export const digits: ImageSet = imageSet("digits", () => shipped("digits"), "draw them with: node datasets/draw-digits.ts");

/**
 * MNIST from its four IDX files (gzipped or not) in `folder`, by default `datasets/mnist`.
 *
 * @throws Error that says which file is missing and where to put it.
 */
export const mnist = (folder?: string): ImageSet => imageSet("mnist", () => folder ?? shipped("mnist"), "put the four files of MNIST there, or give their folder: mnist(folder)");

function imageSet(name: string, folder: () => string, remedy: string): ImageSet {
  const train = once(() => load(name, folder(), "train", remedy)), test = once(() => load(name, folder(), "t10k", remedy));
  return {
    get train() { return train(); },
    get test() { return test(); },
    image: (i) => test().image(i),
    sample: (count, options) => train().sample(count, options)
  };
}

function load(name: string, folder: string, part: "train" | "t10k", remedy: string): LabelledImages {
  const images = readIdx(found(name, folder, `${part}-images-idx3-ubyte`, remedy)), labels = readIdx(found(name, folder, `${part}-labels-idx1-ubyte`, remedy));
  if (!(images.data instanceof Uint8Array && labels.data instanceof Uint8Array && images.shape.length === 3 && labels.shape.length === 1)) {
    throw new TypeError(`${name}: ${part} must hold bytes [images, rows, columns] and bytes [labels], got axes ${images.shape.length} and ${labels.shape.length}`);
  }
  return labelledImages([1, ...images.shape.slice(1)], images.data, labels.data);
}

function found(name: string, folder: string, file: string, remedy: string): string {
  const {existsSync} = node(name, "node:fs"), {join} = node(name, "node:path");
  const path = [`${file}.gz`, file].map((candidate) => join(folder, candidate)).find(existsSync);
  if (!path) throw new Error(`${name}: ${file}.gz must be in ${folder}; ${remedy}`);
  return path;
}

function once<Value>(make: () => Value): () => Value {
  let made: {readonly value: Value} | undefined;
  return () => (made ??= {value: make()}).value;
}
