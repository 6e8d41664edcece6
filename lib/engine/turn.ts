/** @file Weights turned for the way back, `[row][out][column][in]`: a row of the patch of each output channel is one run of memory. */
import type {BackBuild} from "./backward.ts";
import {blocksOf} from "./pack.ts";
import type {ProjectPass} from "./passes.ts";

/** For each turned weight, where it stands among the parameters, `[block][row][column][in][out]`. */
function turnedOrder({input: {padded}, output, field: [rows, columns], weights}: ProjectPass): Uint32Array {
  const order = new Uint32Array(rows * columns * padded * output.padded), run = columns * padded;
  let first = 0;
  for (const vectors of blocksOf(output.padded)) {
    const width = 4 * vectors, base = weights + first * rows * run;
    for (let a = 0; a < rows; a++) {
      for (let k = 0; k < run; k++) for (let o = 0; o < width; o++) order[(a * output.padded + first + o) * run + k] = base + (a * run + k) * width + o;
    }
    first += width;
  }
  return order;
}

/** Copies the weights, turned, to `to`. */
export function turning({build, memory}: BackBuild, pass: ProjectPass, to: number): () => void {
  const order = turnedOrder(pass);
  return () => {
    const from = new Float32Array(memory(), build.parameters, build.lowered.parameters), turned = new Float32Array(memory(), to, order.length);
    for (let k = 0; k < order.length; k++) turned[k] = from[order[k]!]!;
  };
}

/** Room for a turned gradient, which is added to the gradient when the samples are over. */
export function addTurned(back: BackBuild, pass: ProjectPass): number {
  const {build: {rooms, lowered: {parameters}}, memory, gradient} = back, order = turnedOrder(pass), from = rooms.take(4 * order.length);
  back.begins.push(() => { new Float32Array(memory(), from, order.length).fill(0); });
  back.settles.push(() => {
    const turned = new Float32Array(memory(), from, order.length), sum = new Float32Array(memory(), gradient, parameters);
    for (let k = 0; k < order.length; k++) sum[order[k]!]! += turned[k]!;
  });
  return from;
}
