/** @file The circuit that e-prop knows, found in a network by what its stages can do. */
import type {Network} from "../model/network.ts";
import type {Local} from "../model/node.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";

/** A projection, and how long what it gives is on its way, ms. */
export interface Incoming {
  readonly stage: number;
  readonly delay: number;
}

/** Stages by their index. */
export interface Circuit {
  readonly hidden: number;
  /** The projections that end at the hidden units: from the input, and from themselves. */
  readonly incoming: readonly Incoming[];
  readonly outgoing: number;
  readonly reader: number;
  readonly local: Local;
  /** Of the reader, per ms. */
  readonly readRate: number;
}

/** @throws TypeError saying what is needed instead. */
export function circuit({stages, outputs}: Network): Circuit {
  const refuse = (why: string): never => { throw new TypeError(`eprop: needs dense → lif or adaptive (which may hear itself through a dense) → dense → integrator, but ${why}; use gradient or fit`); };
  const reader = stages[outputs[0]!] ?? refuse("the input is an output"), before = stages[reader.sources[0]!], hidden = before?.map && stages[before.sources[0]!];
  if (outputs.length !== 1 || !reader.population?.graded || !reader.population.leaky) return refuse("the last node is no integrator");
  if (!before || !hidden || !full(before)) return refuse("the integrator does not hear a dense projection of one population");
  const local = hidden.population?.local;
  if (!local) return refuse(`${hidden.node.kind} is no lif or adaptive with jumps, the exact order and no refractory time`);
  const incoming = hidden.sources.map((source) => through(stages, source));
  for (const {stage, times} of incoming) {
    if (times.some((time) => time !== times[0])) return refuse("its way back has delays of its own for each unit");
    if (!full(stage)) return refuse(`${stage.node.kind} does not connect all units`);
    if (stage.sources.length !== 1 || (stage.sources[0] !== INPUT && stage.sources[0] !== hidden.index)) return refuse(`${stage.node.kind} (node ${stage.path}) hears neither the input nor the population itself`);
  }
  return {hidden: hidden.index, incoming: incoming.map(({stage, times}) => ({stage: stage.index, delay: times[0] ?? 0})), outgoing: before.index, reader: reader.index, local, readRate: reader.population.leaky.rate};
}

/** A source, or what stands before its delay, and the delay. */
function through(stages: readonly Stage[], source: number): {readonly stage: Stage; readonly times: Float64Array} {
  const stage = stages[source];
  if (!stage) throw new TypeError("eprop: the population must hear a dense projection, got the input itself");
  return stage.routes ? {stage: stages[stage.sources[0]!]!, times: stage.routes.times} : {stage, times: new Float64Array(0)};
}

const full = ({map}: Stage): boolean => map !== undefined && map.weights.length === 2 && map.weights[1] === sizeOf(map.input) && map.weights[0] === sizeOf(map.output);
