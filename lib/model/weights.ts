/** @file Weights: what is learned, one entry for each stage of a network. */
import {sizeOf, written} from "../tensor/shape.ts";
import type {Shape} from "../tensor/shape.ts";
import type {Tensor} from "../tensor/tensor.ts";
import type {Network} from "./network.ts";

/** One tensor for each of `network.stages`, empty where it has nothing to learn. A learning rule may change the data. */
export type Weights = readonly Tensor[];

const shapeAt = (net: Network, stage: number): Shape => net.stages[stage]!.map?.weights ?? [0];

/** Weights of 0 everywhere. */
export function zeroWeights(net: Network): Weights {
  return net.stages.map((_, stage) => ({shape: shapeAt(net, stage), data: new Float64Array(sizeOf(shapeAt(net, stage)))}));
}

/** A copy that shares no memory. */
export const copyWeights = (weights: Weights): Weights => weights.map(({shape, data}) => ({shape, data: data.slice()}));

/**
 * Weights from lists: one for each stage that learns, in their order.
 *
 * @throws RangeError if there are too few or too many lists, or one has the wrong length.
 */
export function weightsFrom(net: Network, lists: readonly ArrayLike<number>[]): Weights {
  const learning = net.stages.filter((stage) => sizeOf(shapeAt(net, stage.index)) > 0);
  if (lists.length !== learning.length) {
    throw new RangeError(`weightsFrom: one list for each of the ${learning.length} stages that learn is needed, got ${lists.length}`);
  }
  const weights = zeroWeights(net);
  learning.forEach(({index, node}, k) => {
    const {data, shape} = weights[index]!;
    if (lists[k]!.length !== data.length) {
      throw new RangeError(`weightsFrom: ${node.kind} at ${index} holds ${data.length} weights ${written(shape)}, got ${lists[k]!.length}`);
    }
    data.set(lists[k]!);
  });
  return weights;
}

/**
 * Refuses weights that were made for another network.
 *
 * @throws RangeError naming the stage, the shape it needs and the one it got.
 */
export function checkWeights(who: string, net: Network, weights: Weights): void {
  if (weights.length !== net.stages.length) {
    throw new RangeError(`${who}: weights must have one entry for each of ${net.stages.length} stages, got ${weights.length}`);
  }
  weights.forEach(({data}, stage) => {
    const shape = shapeAt(net, stage);
    if (data.length !== sizeOf(shape)) {
      throw new RangeError(`${who}: stage ${stage} (${net.stages[stage]!.node.kind}) needs weights of shape ${written(shape)}, got ${data.length} numbers`);
    }
  });
}
