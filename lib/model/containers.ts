/** @file Nodes that contain nodes: shortcuts around them and loops back through them. */
import {sizeOf} from "../tensor/shape.ts";
import {delay} from "./delay.ts";
import type {Composite, Node, Population} from "./node.ts";
import {surround} from "./projections/surround.ts";
import type {SurroundOptions} from "./projections/surround.ts";
import {ShapeError} from "./shape-error.ts";
import type {Source, Wiring} from "./wiring.ts";

const chain = (wiring: Wiring, source: Source, nodes: readonly Node[]): Source => nodes.reduce((at, node) => wiring.add(node, at), source);
const kinds = (nodes: readonly Node[]): string => nodes.map(({kind}) => kind).join(" → ");

/**
 * What the nodes give, plus what they get: a shortcut. Around populations it adds spikes to spikes.
 *
 * @throws RangeError if there are no nodes; ShapeError (on wiring) if they change the shape.
 */
export function residual(...nodes: readonly Node[]): Composite {
  if (nodes.length === 0) throw new RangeError("residual: needs at least one node to lead around, got none");
  return {
    kind: "residual",
    settings: {around: kinds(nodes)},
    wire(wiring, source) {
      const body = wiring.settle(chain(wiring, source, nodes)), shortcut = wiring.settle(source);
      if (body.shape.join() !== shortcut.shape.join()) throw new ShapeError("residual", shortcut.shape, body.shape, `its last node (${body.giver})`);
      return {stages: [...body.stages, ...shortcut.stages], shape: body.shape, giver: "residual"};
    }
  };
}

export interface RecurrentOptions {
  readonly population: Population;
  /** What its spikes pass on their way back. */
  readonly through: readonly Node[];
  /** How long the way back takes, ms; on a clock a whole number of steps, at least one. */
  readonly delay: number;
}

/**
 * A population that hears itself: its spikes pass `through` and come back `delay` ms later, added to its input.
 *
 * @throws RangeError if the delay is not positive; ShapeError (on wiring) if the way back changes the number of units.
 */
export function recurrent({population, through, delay: time}: RecurrentOptions): Composite {
  if (!(time > 0 && time < Infinity)) throw new RangeError(`recurrent: delay must be positive (ms), got ${time}`);
  return {
    kind: "recurrent",
    settings: {population: population.kind, through: kinds(through), delay: time},
    wire(wiring, source) {
      const out = wiring.add(population, source);
      const back = wiring.settle(wiring.add(delay(time), chain(wiring, out, through)));
      if (sizeOf(back.shape) !== sizeOf(out.shape)) throw new ShapeError("recurrent", out.shape, back.shape, `its way back (${kinds(through)})`);
      wiring.feedBack(out.stages[0]!, back);
      return out;
    }
  };
}

export type LateralInhibitionOptions = SurroundOptions & {
  readonly population: Population;
  /** How long inhibition takes, ms. */
  readonly delay: number;
};

/**
 * A population whose units take from their neighbours' membranes when they fire: subtractive, within `radius`, falling with
 * the distance as `profile` says, `delay` ms later.
 *
 * @throws RangeError as `surround` and `recurrent` do.
 */
export function lateralInhibition({population, delay: time, ...options}: LateralInhibitionOptions): Composite {
  const {wire} = recurrent({population, through: [surround(options)], delay: time});
  return {kind: "lateralInhibition", settings: {population: population.kind, delay: time, ...surround(options).settings}, wire};
}
