/** @file The twins in WebAssembly: their bytes, compiled once, and an instance with a memory of its own. */
import {decoded} from "../tensor/webassembly.ts";
import {bytes} from "./bytes.ts";
import {bytes as relaxed} from "./relaxed-bytes.ts";

type Twin = (...numbers: number[]) => number;

/** The exported functions of `assembly/`; every argument is an address in bytes, a whole number or a single. */
export type Twins = Readonly<Record<TwinName, Twin>>;

export type TwinName =
  | "eventsOfBits" | "eventsOfValues" | "bitsOfBytes" | "valuesOfBits" | "bitsOfValues" | "addBits" | "addValues" | "countBits" | "clear"
  | "gatherSpikes" | "gatherValues" | "patchEvents" | "gatherListed" | "gatherPooled" | "nibblesOf" | "tablesOf" | "gatherTables" | "tablesOfShorts" | "gatherTablesOfShorts" | "gatherShorts" | "leakyShorts" | "leaky" | "leakyHeld" | "integrate" | "rectify" | "poolLargest" | "poolMean"
  | "filter" | "filterBack" | "adaptive" | "adaptiveBack" | "aboveThresholds" | "resting" | "restingBack" | "scatter" | "scatterGradient" | "scatterBack" | "fillPlaces" | "scaleValues" | "copyValues"
  | "slopes" | "leakyBack" | "leakyHeldBack" | "integratorBack" | "rectifierBack" | "largestBack" | "anyBack" | "meanBack" | "sumPlaces" | "weightGradient" | "anyOfBits" | "freshErrors" | "traceBits" | "sumPairs" | "weightGradientOfPairs" | "fade" | "errorsOfPlaces" | "pullback" | "spikesOfUnits" | "weightGradientOverTime";

export interface Instance {
  readonly twins: Twins;
  readonly memory: WebAssembly.Memory;
}

/** How sums of products are rounded: twice each, the same on every machine, or as the machine likes best. */
export type Mode = "strict" | "relaxed";

const compiled = new Map<Mode, WebAssembly.Module>();

/** A module, compiled when first asked for (a few ms). The relaxed one holds only twins that multiply and add. */
export function twinModule(mode: Mode = "strict"): WebAssembly.Module {
  const module = compiled.get(mode) ?? new WebAssembly.Module(decoded(mode === "strict" ? bytes : relaxed));
  compiled.set(mode, module);
  return module;
}

/** Whether this JavaScript engine has the instructions of the relaxed module. */
export const isRelaxed = (): boolean => WebAssembly.validate(decoded(relaxed));

/** An instance with `size` bytes of memory, all 0. */
export function instance(size: number, mode: Mode = "strict"): Instance {
  const memory = new WebAssembly.Memory({initial: Math.ceil(size / 65536)}), of = (each: Mode): Twins => new WebAssembly.Instance(twinModule(each), {env: {memory}}).exports as unknown as Twins;
  return {twins: mode === "strict" ? of("strict") : {...of("strict"), ...of("relaxed")}, memory};
}
