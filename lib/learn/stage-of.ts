/** @file Finding what a rule works on: the stage of a node, and the population that hears a projection. */
import type {LinearMap, Population} from "../model/node.ts";
import type {Network} from "../model/network.ts";
import type {Stage} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";

/** A node by its place in the row, or by its path inside others (`"2.0"`). */
export type NodePath = number | string;

/** The first of a node's stages that can do what is asked for: the node's own, or one inside it. */
function stageAt(net: Network, node: NodePath, able: (stage: Stage) => boolean): Stage | undefined {
  const path = String(node);
  return net.stages.find((stage) => (stage.path === path || stage.path.startsWith(`${path}.`)) && able(stage));
}

/** `conv at node 0`, for a message. */
export const named = ({node, path}: Stage): string => `${node.kind} at node ${path}`;

const learns = ({map}: Stage): boolean => map !== undefined && sizeOf(map.weights) > 0;

/**
 * The projection that a node is.
 *
 * @throws RangeError if there is none with weights to learn.
 */
export function projectionOf(who: string, net: Network, node: NodePath): Stage & {readonly map: LinearMap} {
  const stage = stageAt(net, node, learns);
  if (stage?.map) return stage as Stage & {readonly map: LinearMap};
  const there = net.stages.filter(learns).map(named).join(", ");
  throw new RangeError(`${who}: node must be a projection with weights to learn (${there || "this network has none"}), got node ${node}`);
}

/**
 * The population that a node is.
 *
 * @throws RangeError if it is none.
 */
export function populationOf(who: string, net: Network, node: NodePath): Stage & {readonly population: Population} {
  const stage = stageAt(net, node, ({population}) => population !== undefined);
  if (stage?.population) return stage as Stage & {readonly population: Population};
  const there = net.stages.filter(({population}) => population).map(named).join(", ");
  throw new RangeError(`${who}: node must be a population (${there || "this network has none"}), got node ${node}`);
}

/**
 * The population that hears a projection, directly or through a synapse.
 *
 * @throws RangeError if none does, or it does not fire.
 */
export function hearerOf(who: string, net: Network, projection: Stage): Stage & {readonly population: Population} {
  const heard = (index: number): Stage | undefined => {
    const next = net.stages.find(({sources, folded}) => !folded && sources.includes(index));
    return next?.population ? next : next?.filter ? heard(next.index) : undefined;
  };
  const stage = heard(projection.index);
  if (!stage?.population || stage.population.graded) {
    throw new RangeError(`${who}: ${named(projection)} must lead to a population that fires, got ${stage ? `${named(stage)}, which gives values` : "none"}`);
  }
  return stage as Stage & {readonly population: Population};
}
