/** @file What a rule would change: the part that rules with and without reward have in common. */
import type {LinearMap} from "../../model/node.ts";
import type {Network} from "../../model/network.ts";
import type {Weights} from "../../model/weights.ts";
import type {Stage} from "../../model/wiring.ts";
import type {Frame} from "../../simulate/frames.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {hearerOf, named, projectionOf} from "../stage-of.ts";
import {contest} from "./contest.ts";
import type {Contest} from "./contest.ts";
import type {StdpParts} from "./stdp.ts";
import type {Meeting, Traces} from "./timing.ts";

export interface Proposer {
  readonly name: string;
  /** The change that this frame asks for, or nothing; overwritten by the next frame. */
  propose(frame: Frame, weights: Weights): Float64Array | undefined;
  /** `w ← w + amount · change`, inside the bounds. */
  add(weights: Weights, change: Float64Array, amount: number): void;
}

/** A rule bound to the network of its frames. */
interface Bound {
  readonly net: Network;
  readonly layer: Stage & {readonly map: LinearMap};
  readonly hearer: Stage;
  readonly contest: Contest;
  readonly up: Float64Array;
  readonly down: Float64Array;
  traces: Traces;
}

/** The rule in words, for messages. */
export const nameOf = (who: string, {timing, dependence}: StdpParts): string => `${who} (${timing.name}, ${dependence.name})`;

export function proposer(who: string, parts: StdpParts): Proposer {
  const {timing} = parts, name = nameOf(who, parts);
  let bound: Bound | undefined;
  const begin = ({net}: Frame, weights: Weights): Bound => {
    if (bound?.net === net) {
      bound.traces = timing.start(sizeOf(bound.layer.input), sizeOf(bound.hearer.output));
      bound.contest.start();
    } else bound = bind(name, parts, net);
    checkBounds(name, bound.layer, weights[bound.layer.index]!.data, parts.bounds);
    return bound;
  };
  return {
    name,
    propose(frame, weights) {
      const {layer, hearer, contest: heard, traces, up, down} = frame.step === 0 || bound?.net !== frame.net ? begin(frame, weights) : bound;
      traces.step(frame.inputs[layer.index]!, heard.winners(frame.outputs[hearer.index]!, frame), frame.dt);
      up.fill(0);
      down.fill(0);
      const rises = met(layer.map, traces.potentiation, up), falls = met(layer.map, traces.depression, down);
      return rises || falls ? weighed(up, down, weights[layer.index]!.data, parts) : undefined;
    },
    add(weights, change, amount) {
      added(weights[bound!.layer.index]!.data, change, amount, parts);
    }
  };
}

/** `dw += post · preᵀ`; says whether anyone met. */
function met(map: LinearMap, {pre, post}: Meeting, dw: Float64Array): boolean {
  let count = 0;
  for (let j = 0; j < post.length; j++) if (post[j] !== 0) count++;
  if (count === 0 || !pre.some((each) => each !== 0)) return false;
  // A few spikes do not ask all places.
  if (!map.impress || 2 * count > post.length) map.correlate(pre, post, dw);
  else for (let j = 0; j < post.length; j++) if (post[j] !== 0) map.impress(pre, j, post[j]!, dw);
  return true;
}

/** Turns what potentiation and depression sum to into changes of weights of their size: written over `up`. */
export function weighed(up: Float64Array, down: Float64Array, w: Float64Array, {dependence, bounds: [low, high]}: StdpParts): Float64Array {
  const span = high - low;
  for (let k = 0; k < w.length; k++) {
    if (up[k] === 0 && down[k] === 0) continue;
    const u = (w[k]! - low) / span;
    up[k] = span * (dependence.up(u) * up[k]! - dependence.down(u) * down[k]!);
  }
  return up;
}

/** `w ← w + amount · change`, inside the bounds. */
export function added(w: Float64Array, change: Float64Array, amount: number, {bounds: [low, high]}: StdpParts): void {
  for (let k = 0; k < w.length; k++) if (change[k] !== 0) w[k] = Math.min(high, Math.max(low, w[k]! + amount * change[k]!));
}

function bind(name: string, {node, timing, competition}: StdpParts, net: Network): Bound {
  const layer = projectionOf(name, net, node), hearer = hearerOf(name, net, layer), size = sizeOf(layer.map.weights);
  return {
    net, layer, hearer, contest: contest(name, hearer, competition), up: new Float64Array(size), down: new Float64Array(size),
    traces: timing.start(sizeOf(layer.input), sizeOf(hearer.output))
  };
}

/** @throws RangeError naming the first weight that lies outside. */
export function checkBounds(name: string, layer: Stage, w: Float64Array, [low, high]: StdpParts["bounds"]): void {
  let wrong = 0;
  while (wrong < w.length && w[wrong]! >= low && w[wrong]! <= high) wrong++;
  if (wrong < w.length) throw new RangeError(`${name}: weights of ${named(layer)} must lie from ${low} to ${high}, got ${w[wrong]} at ${wrong}; draw them with boundedWeights`);
}
