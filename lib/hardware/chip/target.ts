/** @file Limits of chips, as data: what a core holds, how cores are joined, and how long things take. */

/** One number for all cores, or one each. */
export type PerCore = number | readonly number[];

export interface Timing {
  /** ns */
  readonly synapse: number;
  readonly update: number;
  /** A spike within its tile. */
  readonly local: number;
  readonly hopX: number;
  readonly hopY: number;
  /** The barrier that ends a step. */
  readonly barrier: number;
  readonly source: string;
}

export interface Target {
  readonly name: string;
  readonly cores: number;
  readonly coresPerTile: number;
  /** Tiles of the mesh, `[columns, rows]`. */
  readonly mesh: readonly [number, number];
  readonly neurons: PerCore;
  /** Words of weights. */
  readonly weightWords: PerCore;
  /** Distinct inputs of a core. */
  readonly inputAxons: number;
  /** Pairs of a core's neuron and a core that it reaches. */
  readonly outputAxons: number;
  /** Cores that one neuron can reach. */
  readonly destinations: number;
  /** `"row"`: weights of an output channel are stored once; `"synapse"`: each synapse has its own; `"patch"`: a whole layer a core, padded to powers of two. */
  readonly storage: "row" | "synapse" | "patch";
  readonly source: string;
  readonly timing?: Timing;
}

/** A core, as limits. */
export const limitOf = (limit: PerCore, core: number): number => (typeof limit === "number" ? limit : limit[core]!);

/** @throws RangeError if a limit is not positive; TypeError without a source. */
export function target(limits: Target): Target {
  const {name, source, cores, coresPerTile, mesh: [columns, rows]} = limits;
  if (!source) throw new TypeError(`target ${name}: must name its source, got ${JSON.stringify(source)}`);
  for (const [field, value] of Object.entries({cores, coresPerTile, columns, rows, inputAxons: limits.inputAxons, outputAxons: limits.outputAxons, destinations: limits.destinations})) {
    if (!(value > 0)) throw new RangeError(`target ${name}: ${field} must be positive, got ${value}`);
  }
  if (columns * rows * coresPerTile < cores) throw new RangeError(`target ${name}: a mesh of ${columns} × ${rows} tiles of ${coresPerTile} must hold its ${cores} cores`);
  for (const field of ["neurons", "weightWords"] as const) {
    const limit = limits[field], list = typeof limit === "number" ? [limit] : limit;
    if (typeof limit !== "number" && limit.length !== cores) throw new RangeError(`target ${name}: ${field} must have one number for each of ${cores} cores, got ${limit.length}`);
    for (const value of list) if (!(value > 0)) throw new RangeError(`target ${name}: ${field} must be positive, got ${value}`);
  }
  return Object.freeze({...limits});
}

const K = 1024;

/** 128 cores of 1,024 neurons, four to a tile; a million bits of synapses a core, here as words of 8 bits. */
const loihi = target({
  name: "Loihi-like", cores: 128, coresPerTile: 4, mesh: [8, 4], neurons: 1024, weightWords: 131_072, inputAxons: 4096, outputAxons: 4096, destinations: Infinity, storage: "row",
  source: "Davies et al., IEEE Micro 38 (2018), 82–99; per-core limits as NengoLoihi checks them (1,024 compartments, 4,096 axons in and out, 1,048,576 synapse bits)",
  timing: {synapse: 3.5, update: 8.4, local: 2.1, hopX: 4.1, hopY: 6.5, barrier: 465, source: "Davies et al. 2018, table 2: pre-silicon simulation at 0.75 V; the barrier's longest"}
});

/** Nine cores, each a whole layer, with unequal memories. */
const dynapCnn = target({
  name: "DYNAP-CNN-like", cores: 9, coresPerTile: 1, mesh: [9, 1],
  neurons: [64, 64, 64, 32, 32, 16, 16, 16, 16].map((n) => n * K), weightWords: [16, 16, 16, 32, 32, 64, 64, 16, 16].map((n) => n * K),
  inputAxons: 128 * 128 * 1024, outputAxons: Infinity, destinations: 2, storage: "patch",
  source: "SynSense, Speck overview (sinabs documentation): 9 layers, 8-bit weights, fan-out of 2 layers, 328k neurons in all"
});

/** 4,096 crossbars of 256 axons by 256 neurons; a neuron reaches one axon of one core. */
const trueNorth = target({
  name: "TrueNorth-like", cores: 4096, coresPerTile: 1, mesh: [64, 64], neurons: 256, weightWords: 65_536, inputAxons: 256, outputAxons: 256, destinations: 1, storage: "synapse",
  source: "Merolla et al., Science 345 (2014), 668–673: 4,096 cores, 256 axons × 256 neurons each"
});

/** The chips to map to. */
export const targets = Object.freeze({loihi, dynapCnn, trueNorth});
