/** @file What a batch gives to the engine, checked at the door. */
import type {Shape} from "../tensor/shape.ts";
import {sizeOf, written} from "../tensor/shape.ts";
import type {Weights} from "../model/weights.ts";
import {checkWeights} from "../model/weights.ts";
import {packed} from "./pack.ts";
import type {Plan} from "./plan.ts";
import {shortLayerAt} from "./shorten.ts";
import {scaleOf} from "./shorts.ts";

/** `[samples, ...field]` where the input stays, `[samples, steps, ...field]` where it changes. */
export interface Batch {
  readonly shape: Shape;
  readonly data: ArrayLike<number>;
}

/** Numbers of one sample. */
export const sampleSize = ({net, lowered: {drive, steps}}: Plan): number => (drive === "static" ? 1 : steps) * sizeOf(net.shape);

/** The samples as the machine takes them. @throws RangeError for another shape, a value that is not finite, or spikes that are not 0 or 1. */
export function checkedBatch(who: string, plan: Plan, {shape, data}: Batch): Float32Array | Uint8Array {
  const {net, lowered: {drive, steps}} = plan, wanted = drive === "static" ? net.shape : [steps, ...net.shape];
  if (shape.length !== wanted.length + 1 || wanted.some((size, d) => size !== shape[d + 1])) {
    throw new RangeError(`${who}: inputs must have the shape [samples, ${wanted.join(", ")}], got ${written(shape)}`);
  }
  if (data.length !== sizeOf(shape)) throw new RangeError(`${who}: inputs of shape ${written(shape)} must hold ${sizeOf(shape)} numbers, got ${data.length}`);
  const values = drive === "spikes" ? (data instanceof Uint8Array ? data : new Uint8Array(data)) : new Float32Array(data);
  for (let k = 0; k < data.length; k++) {
    if (drive === "spikes" ? data[k] !== 0 && data[k] !== 1 : !Number.isFinite(values[k])) {
      throw new RangeError(`${who}: inputs must be ${drive === "spikes" ? "0 or 1 (spikes)" : "finite"}, got ${data[k]} in sample ${Math.floor(k / sampleSize(plan))}`);
    }
  }
  return values;
}

/** Parameters as the machine takes them. @throws RangeError naming the stage whose weights do not fit, are not finite or have too few steps of int16. */
export function checkedParameters(who: string, {net, lowered}: Plan, weights: Weights): Float32Array {
  checkWeights(who, net, weights);
  const parameters = packed(lowered, weights);
  if (!areFinite(parameters) || weights.some(({data}) => !areFinite(data))) {
    weights.forEach(({data}, stage) => {
      const bad = data.findIndex((w) => !Number.isFinite(Math.fround(w)));
      if (bad >= 0) throw new RangeError(`${who}: weights of stage ${stage} (${net.stages[stage]!.node.kind}) must be finite, got ${data[bad]} at ${bad}`);
    });
  }
  lowered.passes.forEach((_, k) => {
    const layer = shortLayerAt(lowered.passes, k);
    if (layer) scaleOf(who, layer.project, layer.leaky, parameters);
  });
  return parameters;
}

/** Whether all are finite: what is not leaves NaN when it is taken times 0. */
export function areFinite(values: Float32Array | Float64Array): boolean {
  let none = 0;
  for (let k = 0; k < values.length; k++) none += 0 * values[k]!;
  return none === 0;
}
