/** @file Any population with a gain on its input, unit by unit: what intrinsic plasticity moves. */
import type {Membranes, Population} from "../node.ts";
import {perUnit} from "./per-unit.ts";

export interface ExcitableState<S extends Membranes> extends Membranes {
  readonly inner: S;
  readonly gain: Float64Array;
  /** The input times the gain. */
  readonly scaled: Float64Array;
}

/**
 * The same population with its input multiplied by a gain of each unit: `x ← gain · x`. For a leaky neuron whose
 * rest and reset are 0 a gain `g` is a threshold divided by `g`.
 *
 * @param gain at the start: one number, or one for each channel or unit, as homeostasis leaves it
 * @throws RangeError if the gains are not finite or (in a run) do not fit the units.
 */
export function excitable<S extends Membranes>(population: Population<S>, {gain = 1}: {readonly gain?: number | ArrayLike<number>} = {}): Population<ExcitableState<S>> {
  const first = typeof gain === "number" ? [gain] : gain;
  perUnit("excitable: gain", first, first.length);
  const {kind, settings, convention, graded, threshold, current, raised} = population;
  return {
    kind: "excitable",
    settings: {population: kind, ...settings},
    convention: {...convention, gain: `${convention.gain} × its own`},
    clockOnly: `excitable changes the input of ${kind} step by step; use simulate`,
    ...(graded ? {graded} : {}),
    start(size) {
      const inner = population.start(size);
      return {inner, v: inner.v, gain: perUnit("excitable: gain", first, size), scaled: new Float64Array(size)};
    },
    step({inner, gain, scaled}, x, fired, dt) {
      for (let i = 0; i < scaled.length; i++) scaled[i] = gain[i]! * x[i]!;
      population.step(inner, scaled, fired, dt);
    },
    gain: ({gain}) => gain,
    ...(threshold ? {threshold: ({inner}: ExcitableState<S>, i: number) => threshold.call(population, inner, i)} : {}),
    ...(current ? {current: ({inner}: ExcitableState<S>, i: number) => current.call(population, inner, i)} : {}),
    ...(raised ? {raised: ({inner}: ExcitableState<S>) => raised.call(population, inner)} : {}),
    // A synapse is linear: the gain may as well come before it.
    ...(population.driven ? {driven: (synapse) => excitable(population.driven!(synapse), {gain})} : {})
  };
}
