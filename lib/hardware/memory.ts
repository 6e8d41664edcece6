/** @file Memory traffic that operations cause, by what is moved. */
import type {LayerCounts} from "./counts.ts";

/** Words moved, by kind. */
export interface MemoryTraffic {
  /** One word for each synapse touched: a spike has no neighbour to share its weight with. Fixed weights (pools) are not read. */
  readonly weightReads: number;
  /** Every word of state of every unit that is advanced, read and written once. */
  readonly stateReads: number;
  readonly stateWrites: number;
  /** The sum that a synapse adds to, where it does not stay in a register: read and written once for each synapse touched. */
  readonly sumReads: number;
  readonly sumWrites: number;
  /** Spikes taken from, and put into, the queues between layers. */
  readonly spikeReads: number;
  readonly spikeWrites: number;
}

/**
 * Memory traffic of a layer, where units are advanced at every step (`"clocked"`) or when something happens to them (`"events"`).
 *
 * @throws RangeError if the counts did not follow the updates that are asked for.
 */
export function memoryTraffic(layer: LayerCounts, updates: "clocked" | "events" = "clocked"): MemoryTraffic {
  const state = updatesOf(layer, updates) * layer.stateWords;
  const {synaptic, arrivals, spikes, weights} = layer, projects = layer.fanIn > 0;
  return {
    weightReads: weights > 0 ? synaptic : 0, stateReads: state, stateWrites: state, sumReads: synaptic, sumWrites: synaptic,
    spikeReads: projects ? arrivals : 0, spikeWrites: spikes
  };
}

/** Units of a layer that are advanced. */
export function updatesOf({stage, node, stateWords, clockedUpdates, eventUpdates}: LayerCounts, updates: "clocked" | "events"): number {
  if (stateWords === 0) return 0;
  if (updates === "clocked" && clockedUpdates > 0) return clockedUpdates;
  if (updates === "events" && eventUpdates !== undefined) return eventUpdates;
  throw new RangeError(`memoryTraffic: stage ${stage} (${node}) was not counted with ${updates} updates; count by activity(net, weights, input), which follows both`);
}
