/** @file What a unit deep in a network looks for, in the picture itself: weights carried back through every layer before it. */
import type {Network} from "../../model/network.ts";
import type {Weights} from "../../model/weights.ts";
import {checkWeights} from "../../model/weights.ts";
import {INPUT} from "../../model/wiring.ts";
import type {Stage} from "../../model/wiring.ts";
import {averagePool} from "../../model/projections/average-pool.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {tensor} from "../../tensor/tensor.ts";
import type {Tensor} from "../../tensor/tensor.ts";
import {named, projectionOf} from "../stage-of.ts";
import type {NodePath} from "../stage-of.ts";

/**
 * The receptive field in the input of the middle unit of each map of a projection: `W₁ᵀ … Wₙᵀ e`, as if every population in between passed
 * on what it gets. A pool that chooses hands its share to all of its members alike. Each is cut to the box that any map sees.
 *
 * Gives `[channels, ...box]` for each map of a network with input `[channels, rows, columns]`.
 *
 * @throws RangeError if a node on the way neither projects, fires, nor pools by whole blocks.
 * @see Kheradpisheh et al., Neural Networks 99 (2018), 56, figure 5.
 */
export function deepFields(net: Network, weights: Weights, {node}: {readonly node: NodePath}): Tensor[] {
  checkWeights("deepFields", net, weights);
  const layer = projectionOf("deepFields", net, node), maps = layer.output[0]!, places = sizeOf(layer.output) / maps, middle = centre(layer.output.slice(1));
  const fields = Array.from({length: maps}, (_, map) => {
    const chosen = new Float64Array(sizeOf(layer.output));
    chosen[map * places + middle] = 1;
    return carried(net, weights, layer, chosen);
  });
  return cut(fields, net.shape);
}

/** From the output of a stage back to the network's input. */
function carried(net: Network, weights: Weights, stage: Stage, y: Float64Array): Float64Array {
  const x = back(stage, weights, y), source = stage.sources[0]!;
  return source === INPUT ? x : carried(net, weights, net.stages[source]!, x);
}

function back(stage: Stage, weights: Weights, y: Float64Array): Float64Array {
  const {map, input, output, choice} = stage, x = new Float64Array(sizeOf(input));
  if (map) map.pullback(weights[stage.index]!.data, y, x);
  else if (input.join() === output.join()) x.set(y);
  else if (choice) averagePool(blocks(stage)).map(input).pullback(new Float64Array(0), y, x);
  else throw new RangeError(`deepFields: ${named(stage)} changes the shape in a way that cannot be carried back`);
  return x;
}

/** The block of a pool, from its sizes before and after. */
function blocks(stage: Stage): number[] {
  const {input, output} = stage, field = input.slice(1).map((size, d) => Math.floor(size / output[d + 1]!));
  const fits = input[0] === output[0] && input.length === output.length && field.every((size, d) => size >= 1 && Math.floor(input[d + 1]! / size) === output[d + 1]);
  if (!fits) throw new RangeError(`deepFields: ${named(stage)} does not pool by whole blocks`);
  return field;
}

/** The place in the middle of a field, flat. */
const centre = (space: readonly number[]): number => space.reduce((flat, size) => flat * size + Math.floor(size / 2), 0);

/** Cuts fields `[channels, rows, columns]` to the smallest box in which any of them differs from 0. */
function cut(fields: readonly Float64Array[], shape: readonly number[]): Tensor[] {
  if (shape.length !== 3) return fields.map((data) => tensor(shape, data));
  const [channels, rows, columns] = shape as [number, number, number];
  let [top, bottom, left, right] = [rows, -1, columns, -1];
  for (const field of fields) {
    field.forEach((value, i) => {
      if (value === 0) return;
      const r = Math.floor(i / columns) % rows, s = i % columns;
      [top, bottom, left, right] = [Math.min(top, r), Math.max(bottom, r), Math.min(left, s), Math.max(right, s)];
    });
  }
  if (bottom < 0) return fields.map((data) => tensor(shape, data));
  const box = [channels, bottom - top + 1, right - left + 1];
  return fields.map((data) => tensor(box, Array.from({length: sizeOf(box)}, (_, i) => {
    const c = Math.floor(i / (box[1]! * box[2]!)), r = Math.floor(i / box[2]!) % box[1]!, s = i % box[2]!;
    return data[(c * rows + top + r) * columns + left + s]!;
  })));
}
