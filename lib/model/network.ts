/** @file The network: a frozen value that says what is wired. */
import {checkedShape, written} from "../tensor/shape.ts";
import type {Shape} from "../tensor/shape.ts";
import type {Node} from "./node.ts";
import {INPUT, wiring} from "./wiring.ts";
import type {Source, Stage} from "./wiring.ts";

/** What is wired: immutable. What is learned is in `Weights`, where a run stands in the run. */
export interface Network {
  /** The field of the input, e.g. `[channels, rows, columns]`. */
  readonly shape: Shape;
  readonly nodes: readonly Node[];
  /** Every primitive node in the order it runs; weights and records have one entry for each. */
  readonly stages: readonly Stage[];
  /** The stages whose outputs add up to the network's output. */
  readonly outputs: readonly number[];
  readonly output: Shape;
}

/**
 * Wires nodes in a row, checks that their shapes fit, and freezes the result.
 *
 * @throws ShapeError (with both shapes) where a node cannot take what the one before it gives.
 */
export function network(shape: Shape, ...nodes: readonly Node[]): Network {
  const field = checkedShape("network", shape);
  if (field.length === 0) throw new RangeError("network: shape must begin with the number of channels, got []");
  if (nodes.length === 0) throw new RangeError(`network: needs at least one node behind its input ${written(field)}, got none`);
  const {wires, stages} = wiring();
  let source: Source = {stages: [INPUT], shape: field, giver: "the input"};
  for (const node of nodes) source = wires.add(node, source);
  // A synapse at the very end has no population to take it in.
  const last = wires.settle(source);
  for (const stage of stages) Object.freeze(stage);
  return Object.freeze({shape: field, nodes: Object.freeze([...nodes]), stages: Object.freeze(stages), outputs: last.stages, output: last.shape});
}
