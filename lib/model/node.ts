/** @file The verbs of a node: what a projection, a synapse, a selection, a delay and what contains nodes can do. */
import type {Shape} from "../tensor/shape.ts";
import type {Trainable} from "./backstep.ts";
import type {Population} from "./population.ts";
import type {MapTwin, PoolTwin} from "./twin.ts";
import type {Source, Wiring} from "./wiring.ts";

/** One number for each unit of a field: spikes (0 or 1, or a count), currents or rates. */
export type Signal = Float64Array;

/** What `describe` prints of a node. Readers never look at it. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** A linear map with shared weights, not yet bound to a shape. */
export interface Projection {
  readonly kind: string;
  readonly settings: Settings;
  /** The map from a field of this shape. @throws ShapeError if there is none. */
  map(input: Shape): LinearMap;
}

/** A projection bound to its input shape. `w` always stands for the weights, flat, in the order of `weights`. */
export interface LinearMap {
  readonly input: Shape;
  readonly output: Shape;
  /** Each unit reaches its own place alone, by the weight of its channel. */
  readonly diagonal?: true;
  /** The shape of what is learned; `[0]` where nothing is. */
  readonly weights: Shape;
  /** Weights that end at one unit (away from the edges). */
  readonly fanIn: number;
  /** `y = W x`. */
  apply(w: Float64Array, x: Signal, y: Signal): void;
  /** `y += amount · W eᵢ`, the column of one spike; returns how many synapses it touched. */
  scatter(w: Float64Array, i: number, amount: number, y: Signal): number;
  /**
   * The columns of many spikes at once, into sums that lie block by block: unit `first(block) + j · stride` at
   * `block · size + j`. The weights are copied so that each column lies together; later changes of `w` are not seen.
   * `adding` may bring its own way to add rows of them.
   */
  columns(w: Float64Array, adding?: MakeRows): Columns;
  /** `x = Wᵀ y`, the error carried back. */
  pullback(w: Float64Array, y: Signal, x: Signal): void;
  /** `dw += y xᵀ`, summed over every place that shares a weight. */
  correlate(x: Signal, y: Signal, dw: Float64Array): void;
  /** `dw += amount · y eᵢᵀ`, the part of `correlate` that one spike has; where it is missing, `correlate` does. */
  imprint?(i: number, amount: number, y: Signal, dw: Float64Array): void;
  /** `dw += amount · eⱼ xᵀ`, the part of `correlate` that one output unit has; where it is missing, `correlate` does. */
  impress?(x: Signal, j: number, amount: number, dw: Float64Array): void;
  /** How many synapses `scatter` touches for unit `i`. */
  fanOut(i: number): number;
  /** The blocks of output units that unit `i` reaches, written to `list`; returns how many. */
  touch(i: number, list: Uint32Array): number;
  /** Equal-sized blocks of output units that are reached together: unit `first(block) + j · stride`, `j < size`. */
  readonly blocks: Blocks;
  /** How a fast engine can do the same. */
  readonly twin?: MapTwin;
}

/** `scatter` for many spikes, several times faster. */
export interface Columns {
  /** The blocks that the last `add` reached. */
  readonly reached: Uint32Array;
  /** `sums += Σ x[i] · W eᵢ` over the units that arrive, in their order; returns how many blocks they reach. */
  add(arrivals: Arrivals, sums: Float64Array): number;
}

/** Sums of `size` numbers for each block, to which rows of weights are added in the order in which they are put. */
export interface Rows {
  /** The blocks that any row was put to since the last `settle`, in the order of their first row. */
  readonly reached: Uint32Array;
  /** `sums[block · size + j] += w[from + j] · amount` for `j < size`, at the latest when it settles. */
  put(block: number, from: number, amount: number, sums: Float64Array): void;
  /** Adds what still waits; returns how many blocks were reached. */
  settle(sums: Float64Array): number;
}

/** Rows of `w` for `blocks` blocks of `size` sums. Every sum is made in the order of the rows, as if each were added at once. */
export type MakeRows = (w: Float64Array, size: number, blocks: number) => Rows;

export interface Blocks {
  readonly count: number;
  readonly size: number;
  readonly stride: number;
  first(block: number): number;
}

/**
 * A linear filter in time, as two leaky stages in a row: a spike of weight `w` adds `w · jump[0]` to the current `i`
 * and `w · jump[1]` to its feeder `b`, and between spikes `i' = -i / decay + b`, `b' = -b / rise`.
 *
 * Delta, exponential, alpha, double exponential and a held current are all of this form.
 */
export interface Synapse {
  readonly kind: string;
  readonly settings: Settings;
  /** ms; 0 for the delta synapse, whose spike is a jump of the membrane itself. */
  readonly decay: number;
  /** ms */
  readonly rise: number;
  readonly jump: readonly [number, number];
  /** The response to one spike of weight 1, `age` ms later. */
  response(age: number): number;
  /** The integral of the response, ms. */
  readonly area: number;
}

export type {BackstepOptions, Tape, Trainable} from "./backstep.ts";
export type {Account, Convention, Local, Membranes, Population, Rectifier, Relaxation, ShotNoise} from "./population.ts";

/** Spikes that arrive together: `x[units[k]]` for `k < count`, units ascending. */
export interface Arrivals {
  readonly x: Signal;
  readonly units: Uint32Array;
  readonly count: number;
}

/** A choice among spikes: not linear, so not a projection. One implementation serves the clock and the event queue. */
export interface Selection {
  readonly kind: string;
  readonly settings: Settings;
  choose(input: Shape): Chooser;
  /** The same choice where a larger value is an earlier spike. */
  readonly earliest?: Selection;
}

export interface Chooser extends Trainable {
  readonly output: Shape;
  /** How a fast engine can do the same. */
  readonly twin?: PoolTwin;
  start(): Choice;
}

/** A selection in a run; it may remember. */
export interface Choice {
  /** Lets through what it chooses of the spikes that arrive at `now`. */
  pick(arrivals: Arrivals, now: number, emit: (unit: number, amount: number) => void): void;
  /**
   * The choice among the first `count` of `units`, of which `stronger` says who goes before whom (no two are equal): what `pick`
   * does where `x` falls in that order, for a choice that needs to know only the strongest few.
   */
  elect?(units: Uint32Array, count: number, stronger: (a: number, b: number) => boolean, emit: (unit: number) => void): void;
  /** Whether no unit will be chosen any more that has not been. */
  decided?(): boolean;
}

/** Spikes that wait on their way. */
export interface Delay {
  readonly kind: string;
  readonly settings: Settings;
  route(input: Shape): Routes;
}

/** Route `k` of unit `i` (`starts[i] ≤ k < starts[i + 1]`) leads to unit `to[k]` after `times[k]` ms. */
export interface Routes {
  readonly output: Shape;
  readonly starts: Uint32Array;
  readonly to: Uint32Array;
  readonly times: Float64Array;
}

/** A node that contains nodes: it wires them and gives what leaves. */
export interface Composite {
  readonly kind: string;
  readonly settings: Settings;
  wire(wiring: Wiring, source: Source): Source;
}

export type Primitive = Projection | Synapse | Population | Selection | Delay;
export type Node = Primitive | Composite;

export const isComposite = (node: Node): node is Composite => "wire" in node;
export const isProjection = (node: Node): node is Projection => "map" in node;
export const isSynapse = (node: Node): node is Synapse => "response" in node;
export const isPopulation = (node: Node): node is Population => "step" in node;
export const isSelection = (node: Node): node is Selection => "choose" in node;
export const isDelay = (node: Node): node is Delay => "route" in node;
