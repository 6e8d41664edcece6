/** @file The run: what a simulation leaves behind, the same by the clock and without one. */
import type {Network} from "../model/network.ts";
import type {Weights} from "../model/weights.ts";
import type {Events} from "../spikes/events.ts";

export type Quantity = "membrane" | "current" | "threshold";

/** A wish to see a quantity of some units of a stage over time. */
export interface TraceOptions {
  readonly stage: number;
  readonly of?: Quantity;
  /** All units unless given. */
  readonly units?: readonly number[];
}

export interface RecordOptions {
  /** Stages whose spikes are kept, or `"all"` (which adds the input), the default. */
  readonly spikes?: "all" | readonly number[];
  readonly traces?: readonly TraceOptions[];
  /** Time between two samples of a trace, ms (event-driven runs; a clocked one records each step). */
  readonly every?: number;
  /** Memory for spikes and traces, bytes; 512 MB unless given. */
  readonly limit?: number;
}

export interface Trace {
  readonly stage: number;
  readonly of: Quantity;
  readonly units: readonly number[];
  /** ms */
  readonly times: Float64Array;
  /** `[samples, units]`, row-major. */
  readonly data: Float64Array;
}

/** What a stage did, for the energy ledger. */
export interface Operations {
  /** Spikes (nonzero signals) that arrived. */
  readonly arrivals: number;
  /** Synapses they touched: edge-exact, as `scatter` counts. */
  readonly synaptic: number;
  /** Times a unit of a population was advanced. */
  readonly updates: number;
}

export interface Run {
  readonly net: Network;
  readonly weights: Weights;
  /** ms */
  readonly duration: number;
  /** One step, ms; absent where there was no clock. */
  readonly dt?: number;
  /** The input's spikes, where they were kept. */
  readonly input?: Events;
  /** The spikes of each stage, where they were kept. */
  readonly spikes: readonly (Events | undefined)[];
  /** For each stage, what each unit gave in sum: its spike count, or its summed rate. */
  readonly totals: readonly Float64Array[];
  /** What the network gave in sum. */
  readonly output: Float64Array;
  /** The membranes of each population at the end. */
  readonly membranes: readonly (Float64Array | undefined)[];
  readonly traces: readonly Trace[];
  readonly operations: readonly Operations[];
}

/** A unit's trace, taken out of the record. */
export function traceOf({data, units}: Trace, unit: number): Float64Array {
  const column = units.indexOf(unit);
  if (column < 0) {
    throw new RangeError(`traceOf: unit ${unit} was not recorded; recorded are ${units.slice(0, 8).join(", ")}${units.length > 8 ? ", …" : ""}`);
  }
  return Float64Array.from({length: data.length / units.length}, (_, t) => data[t * units.length + column]!);
}
