/** @file A lowered network: plain data, so that it can be sent to a worker. */
import type {IntegratorTwin, LeakyTwin, PoolTwin} from "../model/twin.ts";

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

export interface LeakyPass extends LeakyTwin {
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

export type Pass = ProjectPass | PoolPass | MeanPass | LeakyPass | IntegratorPass | RectifierPass;

/** What drives a run: the same values at every step, values that change, or spikes. */
export type Drive = "static" | "signals" | "spikes";

/** All that a machine needs to be built. */
export interface Lowered {
  readonly input: Field;
  readonly drive: Drive;
  readonly steps: number;
  readonly passes: readonly Pass[];
  /** Numbers that the projections hold, padding included. */
  readonly parameters: number;
  /** Whether the run keeps what the way back needs. */
  readonly train: boolean;
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
