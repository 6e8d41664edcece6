/** @file The engines that can run cells, each loaded when it is wanted, and the options that choose among them. */
import type {CreateEngine} from "../jupyter/engine.ts";

export const engineNames = ["spikebook", "tslab"] as const;
export type EngineName = (typeof engineNames)[number];

export const engineOptions = {engine: {type: "string"}, "max-heap-mb": {type: "string"}} as const;

export const engineHelp = `  --engine NAME    what runs the cells: ${engineNames.join(" (the default) or ")}
  --max-heap-mb N  the most memory that the cells' values may take, MB (default: Node's own limit)`;

export interface EngineChoice {
  readonly engine: EngineName;
  readonly maxHeapMb?: number;
}

/** @throws Error if there is no such engine, or the limit is no number of megabytes. */
export function chooseEngine({engine: name = "spikebook", "max-heap-mb": limit}: {readonly engine?: string | undefined; readonly "max-heap-mb"?: string | undefined}): EngineChoice {
  const engine = engineNames.find((known) => known === name);
  if (!engine) throw new Error(`--engine must be ${engineNames.join(" or ")}, got ${name}`);
  if (limit === undefined) return {engine};
  const maxHeapMb = Number(limit);
  if (!(Number.isInteger(maxHeapMb) && maxHeapMb >= 64)) throw new Error(`--max-heap-mb must be a whole number of at least 64 (MB), got ${limit}`);
  return {engine, maxHeapMb};
}

/** The arguments that make the same choice on another command line. */
export function engineArguments({engine, maxHeapMb}: EngineChoice): readonly string[] {
  return [...(engine === "spikebook" ? [] : ["--engine", engine]), ...(maxHeapMb === undefined ? [] : ["--max-heap-mb", String(maxHeapMb)])];
}

/** Loads what was chosen. */
export async function loadEngine({engine, maxHeapMb}: EngineChoice): Promise<CreateEngine> {
  const create = await loadByName(engine);
  return (options) => create({...options, ...(maxHeapMb !== undefined && {maxHeapMb})});
}

async function loadByName(name: EngineName): Promise<CreateEngine> {
  switch (name) {
    case "spikebook":
      return (await import("../jupyter/spike-engine.ts")).createEngine;
    case "tslab":
      return (await import("../jupyter/tslab/engine.ts")).createEngine;
    default:
      return name satisfies never;
  }
}
