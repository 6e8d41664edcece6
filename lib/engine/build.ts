/** @file What a pass becomes in a machine: closures over addresses that call the twins. */
import type {Twins} from "./kernels.ts";
import type {Lowered, Pass} from "./passes.ts";
import type {Room, Slot} from "./slots.ts";

/** One pass in a machine. */
export interface Op {
  readonly stage: number;
  /** What it gives. */
  readonly slot: Slot;
  /** Its input stays and it has no memory: once for all steps. */
  readonly once?: boolean;
  /** Remembers, so that its whole history is made before the next op begins. */
  readonly ends?: boolean;
  forward(t: number): void;
  /** What it must find again to run step `t + 1` once more: after step `t` it lies `at(t)`. Spikes of all steps are kept, and are no part of it. */
  readonly state?: readonly State[];
  /** All steps at once, where that is faster. */
  whole?(): void;
}

export interface State {
  at(t: number): number;
  /** Bytes. */
  readonly size: number;
}

/** One pass between its signals: what the way back follows. */
export interface Link {
  readonly pass: Pass;
  readonly input: Slot;
  readonly output: Slot;
  readonly once: boolean;
  readonly winners?: Slot;
  readonly membranes?: Slot;
  /** How far thresholds stood above their base, where they move. */
  readonly heights?: Slot;
  /** Which units were held, and which were free for a part of the step, as bits. */
  readonly held?: Slot;
  readonly released?: Slot;
}

/** A machine while it is being built. Building twice gives the same addresses: first to measure, then with twins to run. */
export interface Build {
  readonly lowered: Lowered;
  readonly rooms: Room;
  readonly twins: Twins;
  /** Steps of which values are kept in training: all, or as many as lie between two kept states. */
  readonly ring: number;
  /** Where the parameters lie. */
  readonly parameters: number;
  /** Constants to be written before the first run. */
  readonly constants: {readonly at: number; readonly data: Uint32Array | Float32Array}[];
  /** To be done before a run when the parameters have changed. */
  readonly turns: ((memory: ArrayBufferLike) => void)[];
  /** Room for the events of one step, shared by all projections. */
  readonly events: Events;
}

export interface Events {
  readonly starts: number;
  readonly list: number;
  /** Amounts lie so many bytes behind their events. */
  readonly apart: number;
}

/** The slot as values: itself, or its bits spread out in room of their own, made by `spread` before they are read. */
export interface Spread {
  readonly slot: Slot;
  spread(t: number): void;
}
