/** @file What a network learns from or is tested on, as rows of input: images shown through a code or held still, or runs as they are. */
import type {Code} from "../coding/code.ts";
import type {Network} from "../model/network.ts";
import type {Signal} from "../model/node.ts";
import {ShapeError} from "../model/shape-error.ts";
import {clocked} from "../simulate/input.ts";
import type {Input, Signals} from "../simulate/input.ts";
import {generator, split} from "../tensor/generator.ts";
import type {LabelledImages} from "../tensor/labelled.ts";
import {sizeOf} from "../tensor/shape.ts";
import {stream} from "../tensor/stream.ts";
import type {Augmentation} from "./augment.ts";
import type {Target} from "./loss/loss.ts";

/** Inputs of any kind with a target each: spikes from a camera, currents, wishes that are no classes. */
export interface Lessons {
  readonly inputs: readonly Input[];
  readonly targets: ArrayLike<Target>;
}

/** How an image is shown. */
export interface ShowOptions {
  /** Turns it into spikes, anew in each epoch if the code draws lots. Without a code it is a current that stays. */
  readonly code?: Code;
  /** For how many steps an image stays where there is no code; 1 unless given, which is all that an artificial network needs. */
  readonly steps?: number;
  /** One step, ms; 1 unless given. */
  readonly dt?: number;
}

export interface Examples {
  readonly count: number;
  readonly dt: number;
  target(i: number): Target;
  /** One row a step; `round` names the draw: a number where it is learned from. */
  rows(i: number, round: number | string): Signal[];
}

/**
 * Images or lessons, made ready for a network.
 *
 * @throws ShapeError if an image is not for this network; RangeError for a number that does not fit.
 */
export function examples(who: string, net: Network, data: LabelledImages | Lessons, {code, steps = 1, dt, seed, augment}: ShowOptions & {readonly seed: number; readonly augment?: Augmentation | undefined}): Examples {
  if ("inputs" in data) {
    if (augment) throw new TypeError(`${who}: augment changes images, and these are runs; change them before`);
    return lessons(who, net, data, dt);
  }
  const {count, labels, shape} = data, step = dt ?? 1;
  if (!(Number.isInteger(steps) && steps >= 1)) throw new RangeError(`${who}: steps must be a whole number of at least 1, got ${steps}`);
  if (code && steps !== 1) throw new RangeError(`${who}: steps must be left out with a code (${code.name} takes ${code.duration} ms), got ${steps}`);
  if (!(step > 0 && step < Infinity)) throw new RangeError(`${who}: dt must be positive (ms), got ${dt}`);
  if (!(Number.isInteger(seed) && seed >= 0)) throw new RangeError(`${who}: seed must be a whole number of at least 0, got ${seed}`);
  if (count === 0) throw new RangeError(`${who}: needs at least one image, got none`);
  if (shape.join() !== net.shape.join()) throw new ShapeError(who, net.shape, shape, "the image");
  const draws = split(generator(seed), "code"), changes = split(generator(seed), "augment");
  return {
    count, dt: step,
    target: (i) => labels[i]!,
    rows(i, round) {
      const image = augment && typeof round === "number" ? augment(data.image(i), split(split(changes, round), i)) : data.image(i);
      if (!code) return new Array<Signal>(steps).fill(image.data);
      return rowsOf(code.encode(image, {dt: step, seed: stream(split(split(draws, round), i)).word()}));
    }
  };
}

function lessons(who: string, net: Network, {inputs, targets}: Lessons, dt: number | undefined): Examples {
  if (inputs.length === 0) throw new RangeError(`${who}: needs at least one input, got none`);
  if (inputs.length !== targets.length) throw new RangeError(`${who}: ${inputs.length} inputs need as many targets, got ${targets.length}`);
  return {
    count: inputs.length, dt: clocked(who, net, inputs[0]!, dt).dt,
    target: (i) => targets[i]!,
    rows: (i) => rowsOf(clocked(who, net, inputs[i]!, dt))
  };
}

/** A clocked input as one row a step. */
export function rowsOf({shape, data}: Signals): Signal[] {
  const steps = shape[0]!, size = sizeOf(shape) / steps;
  return Array.from({length: steps}, (_, t) => {
    const row = new Float64Array(size);
    for (let i = 0, at = t * size; i < size; i++, at++) row[i] = data[at]!;
    return row;
  });
}
