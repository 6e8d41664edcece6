/** @file The wiring of a network while it is being built: nodes in, a flat list of stages out. */
import type {Shape} from "../tensor/shape.ts";
import {ShapeError} from "./shape-error.ts";
import {isComposite, isDelay, isPopulation, isProjection, isSelection, isSynapse} from "./node.ts";
import type {Chooser, LinearMap, Node, Population, Primitive, Routes, Synapse} from "./node.ts";

/** The network's input, as a source. */
export const INPUT = -1;

/** Where a signal comes from: the stages whose outputs add up, and the synapse it still has to pass. */
export interface Source {
  readonly stages: readonly number[];
  readonly shape: Shape;
  readonly giver: string;
  readonly synapse?: {readonly stage: number; readonly node: Synapse};
}

/** One primitive node in its place. What it does is the one of `map`, `population`, `choice`, `routes`, `filter` that it has. */
export interface Stage {
  readonly index: number;
  /** The node's path from outside: `2`, or `2.0` for the first node inside node 2. */
  readonly path: string;
  readonly node: Primitive;
  /** The stages whose outputs add up to this one's input; a later stage is heard after its delay. */
  readonly sources: readonly number[];
  readonly input: Shape;
  readonly output: Shape;
  readonly map?: LinearMap;
  /** The population to run: with its synapse solved jointly where that stands in front. */
  readonly population?: Population;
  readonly choice?: Chooser;
  readonly routes?: Routes;
  /** A synapse that no population takes in, run as a filter of its own. */
  readonly filter?: Synapse;
  /** A synapse that the next population has taken in: nothing to run. */
  readonly folded?: true;
}

/** Gathers stages; a composite node gets it to wire what it contains. */
export interface Wiring {
  /** Adds one node behind `source`. */
  add(node: Node, source: Source): Source;
  /** The source with its synapse, if one is waiting for a population, run as a filter of its own. */
  settle(source: Source): Source;
  /** Lets `stage` also hear `source`, which must come through a delay. */
  feedBack(stage: number, source: Source): void;
}

type Open = {-readonly [K in keyof Stage]: Stage[K]};

/** A wiring and the list it fills. */
export function wiring(): {readonly wires: Wiring; readonly stages: Open[]} {
  const stages: Open[] = [];
  const path: number[] = [];
  let next = 0;
  const put = (part: Omit<Open, "index" | "path">): Source => {
    const index = stages.length;
    stages.push({...part, index, path: path.join(".")});
    return {stages: [index], shape: part.output, giver: part.node.kind};
  };
  const settle = ({synapse, ...source}: Source): Source => {
    if (!synapse) return source;
    const stage = stages[synapse.stage]!;
    stage.filter = synapse.node;
    delete stage.folded;
    return {...source, stages: [synapse.stage]};
  };
  const primitive = (node: Primitive, source: Source): Source => {
    if (isSynapse(node)) return addSynapse(node, settle(source));
    if (isPopulation(node)) return addPopulation(node, source);
    const {stages: sources, shape, giver} = settle(source);
    const common = {node, sources, input: shape};
    const fitted = <T>(bind: (shape: Shape) => T): T => named(giver, () => bind(shape));
    if (isProjection(node)) { const map = fitted((s) => node.map(s)); return put({...common, map, output: map.output}); }
    if (isSelection(node)) { const choice = fitted((s) => node.choose(s)); return put({...common, choice, output: choice.output}); }
    if (isDelay(node)) { const routes = fitted((s) => node.route(s)); return put({...common, routes, output: routes.output}); }
    throw new TypeError(`network: every node needs a verb (map, step, choose, route, response or wire), got ${JSON.stringify(node)}`);
  };
  const addSynapse = (node: Synapse, source: Source): Source => {
    const made = put({node, sources: source.stages, input: source.shape, output: source.shape, folded: true});
    return {...source, giver: node.kind, synapse: {stage: made.stages[0]!, node}};
  };
  const addPopulation = (node: Population, source: Source): Source => {
    const joint = source.synapse && node.driven?.(source.synapse.node);
    const {stages: sources, shape} = joint ? source : settle(source);
    return put({node, sources, input: shape, output: shape, population: joint ?? node});
  };
  const wires: Wiring = {
    settle,
    add(node, source) {
      path.push(next);
      next = 0;
      const out = isComposite(node) ? node.wire(wires, source) : primitive(node, source);
      next = path.pop()! + 1;
      return out;
    },
    feedBack(stage, source) {
      const {stages: sources} = settle(source);
      stages[stage]!.sources = [...stages[stage]!.sources, ...sources];
    }
  };
  return {wires, stages};
}

/** Says who gave the shape that did not fit. */
function named<T>(giver: string, bind: () => T): T {
  try {
    return bind();
  } catch (error) {
    if (error instanceof ShapeError) {
      throw new ShapeError(error.message.slice(0, error.message.indexOf(": expects")), error.expected, error.given, giver);
    }
    throw error;
  }
}
