/** @file In which order the units of a population lie in an event-driven run. */
import type {Blocks, Membranes} from "../model/node.ts";

/** In which order the units of a population lie in its arrays. */
export interface Order {
  /** The unit at each place, and the place of each unit. */
  readonly units: Uint32Array;
  readonly places: Uint32Array;
}

/** Unit by unit. */
export function plainOrder(size: number): Order {
  const units = new Uint32Array(size);
  for (let i = 0; i < size; i++) units[i] = i;
  return {units, places: units};
}

/** Block by block, as a projection adds up its columns: what is reached together lies together. */
export function blockOrder({count, size, stride, first}: Blocks): Order {
  const units = new Uint32Array(count * size), places = new Uint32Array(count * size);
  for (let block = 0, place = 0; block < count; block++) {
    for (let j = 0, unit = first(block); j < size; j++, unit += stride, place++) {
      units[place] = unit;
      places[unit] = place;
    }
  }
  return {units, places};
}

/** A state that lies unit by unit, put into another order. */
export function arranged<S extends Membranes>(state: S, {units}: Order): S {
  for (const values of Object.values(state) as Float64Array[]) if (!even(values)) values.set(values.map((_, place, all) => all[units[place]!]!));
  return state;
}

/** What is the same for all units is in every order already. */
function even(values: Float64Array): boolean {
  for (let k = 1; k < values.length; k++) if (values[k] !== values[0]) return false;
  return true;
}
