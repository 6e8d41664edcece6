/** @file Draws the digits of this folder anew: node --conditions=spikebook-source datasets/draw-digits.ts [folder] */
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {writeIdx} from "../lib/files/idx-file.ts";
import {drawnDigits} from "../lib/worlds/digits.ts";

/** The parts: file prefix (MNIST's), how many, and the seed. */
export const parts = [{prefix: "train", count: 6000, seed: 1}, {prefix: "t10k", count: 1000, seed: 2}] as const;

/** Draws all parts into a folder. */
export function drawDigits(folder: string): void {
  mkdirSync(folder, {recursive: true});
  for (const {prefix, count, seed} of parts) {
    const {pixels, labels} = drawnDigits(count, {seed});
    writeIdx(join(folder, `${prefix}-images-idx3-ubyte.gz`), {shape: [count, 28, 28], data: pixels});
    writeIdx(join(folder, `${prefix}-labels-idx1-ubyte.gz`), {shape: [count], data: labels});
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) drawDigits(process.argv[2] ?? fileURLToPath(new URL("digits", import.meta.url)));
