/** @file Where cores lie on the mesh: a serpentine, improved by exchanging pairs; unequal cores by matching. */
import {refuse} from "./partition.ts";
import type {CoreLoad} from "./partition.ts";
import {limitOf} from "./target.ts";
import type {Target} from "./target.ts";

export interface Place {
  readonly core: number;
  readonly x: number;
  readonly y: number;
}

/** The tile of a core: tiles are counted along the rows, every other row backwards, so that neighbours in number are neighbours. */
export function tileOf(core: number, {coresPerTile, mesh: [columns]}: Target): Place {
  const tile = Math.floor(core / coresPerTile), y = Math.floor(tile / columns), along = tile % columns;
  return {core, x: y % 2 === 0 ? along : columns - 1 - along, y};
}

/** Hops from tile to tile, first along x, then along y. */
export const hops = (a: {x: number; y: number}, b: {x: number; y: number}): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** `traffic[a][b]`: how much goes from load `a` to load `b`. */
export function place(loads: readonly CoreLoad[], traffic: readonly Float64Array[], target: Target): Place[] {
  if (target.storage === "patch") return matched(loads, target).map((core) => tileOf(core, target));
  const at = loads.map((_, k) => tileOf(k, target));
  const cost = (k: number, where: Place, other: number, elsewhere: Place): number => {
    let sum = 0;
    for (let j = 0; j < at.length; j++) {
      const both = traffic[k]![j]! + traffic[j]![k]!;
      if (both > 0 && j !== k) sum += both * hops(where, j === other ? elsewhere : at[j]!);
    }
    return sum;
  };
  // Each exchange shortens the whole way by a whole number, so this ends; the rounds bound its time.
  for (let round = 0, better = true; better && round < 20; round++) {
    better = false;
    for (let a = 0; a < at.length; a++) for (let b = a + 1; b < at.length; b++) {
      const here = at[a]!, there = at[b]!;
      if (hops(here, there) === 0) continue;
      if (cost(a, there, b, here) + cost(b, here, a, there) >= cost(a, here, b, there) + cost(b, there, a, here)) continue;
      at[a] = there;
      at[b] = here;
      better = true;
    }
  }
  return at;
}

/** A core for each layer where cores differ: augmenting paths find a matching wherever there is one. */
function matched(loads: readonly CoreLoad[], target: Target): number[] {
  const owner = new Array<number>(target.cores).fill(-1);
  const fits = ({units, words}: CoreLoad, core: number): boolean => units.length <= limitOf(target.neurons, core) && words <= limitOf(target.weightWords, core);
  const assign = (layer: number, seen: Set<number>): boolean => {
    for (let core = 0; core < target.cores; core++) {
      if (seen.has(core) || !fits(loads[layer]!, core)) continue;
      seen.add(core);
      if (owner[core] === -1 || assign(owner[core]!, seen)) {
        owner[core] = layer;
        return true;
      }
    }
    return false;
  };
  loads.forEach((load, layer) => { if (!assign(layer, new Set())) explain(load, target); });
  return loads.map((_, layer) => owner.indexOf(layer));
}

function explain({layer, units, words}: CoreLoad, target: Target): never {
  const most = (limit: Target["neurons"]): number => Math.max(...(typeof limit === "number" ? [limit] : limit));
  const neurons = most(target.neurons), room = most(target.weightWords);
  if (units.length > neurons) refuse(target, layer, "neurons on one core", units.length, neurons, "use fewer channels, a larger stride or a pool in front");
  if (words > room) refuse(target, layer, "weight words on one core (patch and channels padded to powers of two)", words, room, "use fewer channels or a smaller field");
  const enough = Array.from({length: target.cores}, (_, core) => core).filter((core) => limitOf(target.weightWords, core) >= words).map((core) => limitOf(target.neurons, core));
  refuse(target, layer, `neurons on a core that also has ${words} weight words and is not taken by another layer`, units.length, Math.max(0, ...enough.filter((n) => n < units.length)), "use fewer channels, or a larger stride");
}
