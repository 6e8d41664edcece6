/** @file Weights and membranes as whole numbers of 16 bits: by which scale, and where that leaves too few steps. */
import {blocksOf, columnAt} from "./pack.ts";
import type {LeakyPass, ProjectPass} from "./passes.ts";

/** A projection of spikes and the leaky units that it drives, in steps of `1 / scale`. */
export interface Shorts {
  readonly scale: number;
  /** `[block][row][column][channel in][channel out]`, blocks in vectors of 8 channels. */
  readonly weights: Int16Array;
  /** `[channel out]`, filled up to a multiple of 8. */
  readonly bias: Int16Array;
  /** `decay` in 2⁻¹⁵; a unit fires above `under`. */
  readonly numbers: Readonly<Record<"decay" | "shift" | "under" | "reset" | "start", number>>;
}

/** Blocks of vectors of 8 channels. */
export const shortBlocks = ({output: {padded}}: ProjectPass): number[] => blocksOf(4 * Math.ceil(padded / 8));

/** Lines of weights of one output channel, with those of channels that were filled up. */
export const linesOf = ({field: [a, b], input: {padded}}: ProjectPass): number => a * b * padded;

/** Inputs of one unit. */
export const inputsOf = ({dense, source, field: [a, b], input: {channels}}: ProjectPass): number => (dense ? source.rows * source.columns * source.channels : a * b * channels);

/** The largest number of 16 bits. */
export const MOST = 32767;
/** The fewest steps that the largest weight of a layer may have. */
const FEWEST = 16;

/**
 * Everything in one unit is multiplied by a scale and rounded: weights and biases (times the gain), the threshold, the reset, the start, the shift of a
 * step. The scale is as large as leaves room for a membrane at threshold with the largest sum that one output channel can be driven by, so that sums of
 * weights cannot overflow in any order; membranes that are driven further, over many steps, saturate. A weight is wrong by half a step at most, a
 * current by half a step for each spike that it sums and for its bias, a step of the membrane by half a step and 2⁻¹⁶ of itself.
 *
 * @throws RangeError naming the stage, where the largest weight would have fewer than 16 steps: where the sums of very many inputs leave no room.
 */
export function scaleOf(who: string, pass: ProjectPass, {gain, shift, threshold, start, to, reset}: LeakyPass, parameters: Float32Array): number {
  const lines = linesOf(pass);
  let drive = 0, largest = 0;
  for (let o = 0; o < pass.output.channels; o++) {
    const [base, width] = columnAt(pass, o), bias = gain * parameters[pass.bias + o]!;
    let up = Math.max(0, bias), down = Math.max(0, -bias);
    for (let line = 0, at = base; line < lines; line++, at += width) {
      const w = gain * parameters[at]!;
      if (w > 0) up += w; else down -= w;
      largest = Math.max(largest, Math.abs(w));
    }
    drive = Math.max(drive, up, down);
  }
  // Each of so many roundings may add half a step.
  const rounding = (inputsOf(pass) + 4) / 2, others = Math.max(Math.abs(threshold), reset === "none" ? 0 : Math.abs(to), Math.abs(start)) + Math.abs(shift), scale = (MOST - rounding) / (drive + others);
  if (largest === 0 || largest * scale >= FEWEST) return scale;
  throw new RangeError(`${who}: weights of stage ${pass.stage} must have at least ${FEWEST} steps of int16, got ${Math.max(0, largest * scale).toFixed(1)} for the largest, since a unit may sum ${drive.toPrecision(3)}; use float32`);
}

/** A layer in steps of its scale. */
export function shortsOf(who: string, pass: ProjectPass, leaky: LeakyPass, parameters: Float32Array): Shorts {
  const {output: {channels, padded}} = pass, {gain, decay, shift, threshold, start, to, reset} = leaky, scale = scaleOf(who, pass, leaky, parameters), whole = (x: number): number => Math.round(x * scale);
  const lines = linesOf(pass), filled = 8 * Math.ceil(padded / 8), weights = new Int16Array(lines * filled), bias = new Int16Array(filled);
  let first = 0;
  for (const vectors of shortBlocks(pass)) {
    const wide = 8 * vectors;
    for (let o = first; o < Math.min(first + wide, channels); o++) {
      const [base, width] = columnAt(pass, o);
      for (let line = 0, place = first * lines + o - first; line < lines; line++, place += wide) weights[place] = whole(gain * parameters[base + line * width]!);
      bias[o] = whole(gain * parameters[pass.bias + o]!);
    }
    first += wide;
  }
  return {scale, weights, bias, numbers: {decay: Math.round(32768 * decay), shift: whole(shift), under: whole(threshold) - 1, reset: reset === "none" ? 0 : whole(to), start: whole(start)}};
}
