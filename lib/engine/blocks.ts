/** @file The blocks of output channels of a projection in a machine. */
import type {Build} from "./build.ts";
import {blocksOf} from "./pack.ts";
import type {ProjectPass} from "./passes.ts";

/** A block of output channels, computed at once. */
export interface Block {
  readonly vectors: number;
  readonly w: number;
  readonly bias: number;
  /** Bytes from a place's first channel to its own. */
  readonly first: number;
}

export function blocksIn({parameters}: Build, {input: {padded}, output, field: [a, b], weights, bias}: ProjectPass): Block[] {
  let channel = 0;
  return blocksOf(output.padded).map((vectors): Block => {
    const first = channel;
    channel += 4 * vectors;
    return {vectors, w: parameters + 4 * (weights + first * a * b * padded), bias: parameters + 4 * (bias + first), first: 4 * first};
  });
}
