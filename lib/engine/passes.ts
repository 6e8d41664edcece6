/** @file A lowered network: plain data, so that it can be sent to a worker. */
import type {Mode} from "./kernels.ts";
import type {AdaptiveTwin, FilterTwin, IntegratorTwin, LeakyTwin, PoolTwin, RestingTwin} from "../model/twin.ts";

/** A field of units, channels last: unit `(row · columns + column) · padded + channel`, channels filled up to a multiple of 4. */
export interface Field {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly padded: number;
}

export type Pair = readonly [rows: number, columns: number];

/** A convolution, or a dense projection as one of a single place. */
export interface ProjectPass {
  readonly form: "project";
  readonly stage: number;
  /** As the patch sees it: one place with many channels where the projection is dense. */
  readonly input: Field;
  readonly dense: boolean;
  /** As it was made. */
  readonly source: Field;
  readonly output: Field;
  readonly field: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  /** Whether the events of a patch are put together before they are gathered, where they are spikes: a patch of one row is together as it is. */
  readonly listed: boolean;
  /** Whether sums of four weights are looked up, where the input is spikes that change. */
  readonly tables: boolean;
  /** Whether it, the pool of its currents and the leaky units behind work in whole numbers of 16 bits. */
  readonly short?: boolean;
  /** The stage whose weights are its biases, where it has them. */
  readonly biases?: number;
  /** Where its weights begin among the parameters, and where its biases. */
  readonly weights: number;
  readonly bias: number;
}

/** A convolution with dilation or groups. Weights `[tap][channel in][outputs of its group]`. */
export interface ScatterPass {
  readonly form: "scatter";
  readonly stage: number;
  readonly input: Field;
  readonly output: Field;
  readonly field: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
  readonly dilation: Pair;
  readonly groups: number;
  /** As of a `ProjectPass`. */
  readonly biases?: number;
  readonly weights: number;
  readonly bias: number;
}

export interface PoolPass {
  readonly form: "pool";
  readonly stage: number;
  readonly rule: PoolTwin["rule"];
  readonly input: Field;
  readonly output: Field;
  readonly field: Pair;
}

export interface MeanPass {
  readonly form: "mean";
  readonly stage: number;
  readonly input: Field;
  readonly output: Field;
  readonly field: Pair;
  readonly stride: Pair;
  readonly share: number;
}

export interface FilterPass extends FilterTwin {
  readonly stage: number;
  readonly output: Field;
}

export interface LeakyPass extends Omit<LeakyTwin, "feed"> {
  readonly stage: number;
  readonly output: Field;
}

export interface RestingPass extends Omit<RestingTwin, "feed"> {
  readonly stage: number;
  readonly output: Field;
}

export interface AdaptivePass extends Omit<AdaptiveTwin, "feed"> {
  readonly stage: number;
  readonly output: Field;
}

export interface IntegratorPass extends IntegratorTwin {
  readonly stage: number;
  readonly output: Field;
}

export interface RectifierPass {
  readonly form: "rectifier";
  readonly stage: number;
  readonly output: Field;
}

export type Pass = ProjectPass | ScatterPass | PoolPass | MeanPass | FilterPass | LeakyPass | RestingPass | AdaptivePass | IntegratorPass | RectifierPass;

/** Whether it has weights to learn, and so reads its input again on the way back. */
export const weighs = (pass: Pass): pass is ProjectPass | ScatterPass => pass.form === "project" || pass.form === "scatter";

/** Whether what it gives may be spikes made here: it has a threshold. */
export const fires = ({form}: Pass): boolean => form === "leaky" || form === "resting" || form === "adaptive";

/** Whether what it gives changes though its input stays. */
export const remembers = (pass: Pass): boolean => fires(pass) || pass.form === "integrator" || pass.form === "filter";

/** What drives a run: the same values at every step, values that change, or spikes. */
export type Drive = "static" | "signals" | "spikes";

/** All that a machine needs to be built. */
export interface Lowered {
  readonly input: Field;
  readonly drive: Drive;
  readonly steps: number;
  readonly passes: readonly Pass[];
  /** Stages that give 1 in every step, whatever comes. */
  readonly constants: readonly number[];
  /** Numbers that the projections hold, padding included. */
  readonly parameters: number;
  /** Whether the run keeps what the way back needs. */
  readonly train: boolean;
  readonly mode: Mode;
}

export const unitsOf = ({rows, columns, padded}: Field): number => rows * columns * padded;

/** Words of 32 bits for one step of spikes. */
export const wordsOf = (field: Field): number => Math.ceil(unitsOf(field) / 32);

/** The unit of `[channel, row, column]` in the network's own order. */
export const unitAt = ({columns, padded}: Field, channel: number, row: number, column: number): number => (row * columns + column) * padded + channel;

/** Calls `visit` for each unit in the network's own order: its index there, and its place among the padded. */
export function eachUnit(field: Field, visit: (index: number, unit: number) => void): void {
  const {rows, columns, channels} = field;
  for (let c = 0, index = 0; c < channels; c++) {
    for (let r = 0; r < rows; r++) for (let s = 0; s < columns; s++, index++) visit(index, unitAt(field, c, r, s));
  }
}
