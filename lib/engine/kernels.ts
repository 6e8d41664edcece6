/** @file The twins in WebAssembly: their bytes, compiled once, and an instance with a memory of its own. */
import {bytes} from "./bytes.ts";

type Twin = (...numbers: number[]) => number;

/** The exported functions of `assembly/`; every argument is an address in bytes, a whole number or a single. */
export type Twins = Readonly<Record<TwinName, Twin>>;

export type TwinName =
  | "eventsOfBits" | "eventsOfValues" | "bitsOfBytes" | "valuesOfBits" | "bitsOfValues" | "addBits" | "addValues" | "countBits" | "clear"
  | "gatherSpikes" | "gatherValues" | "patchEvents" | "gatherListed" | "gatherPooled" | "nibblesOf" | "tablesOf" | "gatherTables" | "tablesOfShorts" | "gatherTablesOfShorts" | "gatherShorts" | "leakyShorts" | "leaky" | "leakyHeld" | "integrate" | "rectify" | "poolLargest" | "poolMean"
  | "slopes" | "leakyBack" | "integratorBack" | "rectifierBack" | "largestBack" | "anyBack" | "meanBack" | "sumPlaces" | "weightGradient" | "pullback" | "spikesOfUnits" | "weightGradientOverTime";

export interface Instance {
  readonly twins: Twins;
  readonly memory: WebAssembly.Memory;
}

let compiled: WebAssembly.Module | undefined;

/** The module, compiled when first asked for (a few ms). */
export const twinModule = (): WebAssembly.Module => (compiled ??= new WebAssembly.Module(decoded(bytes)));

/** An instance with `size` bytes of memory, all 0. */
export function instance(size: number): Instance {
  const memory = new WebAssembly.Memory({initial: Math.ceil(size / 65536)});
  const {exports} = new WebAssembly.Instance(twinModule(), {env: {memory}});
  return {twins: exports as unknown as Twins, memory};
}

/** Base64 to bytes, in Node and in a browser. */
export function decoded(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
