/** @file What a rule would change: the part that rules with and without reward have in common. */
import type {LinearMap, Signal} from "../../model/node.ts";
import type {Network} from "../../model/network.ts";
import type {Weights} from "../../model/weights.ts";
import type {Stage} from "../../model/wiring.ts";
import type {Frame} from "../../simulate/frames.ts";
import {sizeOf} from "../../tensor/shape.ts";
import {hearerOf, named, projectionOf} from "../stage-of.ts";
import {contest} from "./contest.ts";
import type {Contest} from "./contest.ts";
import type {StdpParts} from "./stdp.ts";
import type {Traces} from "./timing.ts";

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

export function proposer(who: string, parts: StdpParts): Proposer {
  const {timing, dependence, bounds: [low, high]} = parts, name = `${who} (${timing.name}, ${dependence.name})`, span = high - low;
  let bound: Bound | undefined;
  const begin = ({net}: Frame, weights: Weights): Bound => {
    if (bound?.net === net) {
      bound.traces = timing.start(sizeOf(bound.layer.input), sizeOf(bound.hearer.output));
      bound.contest.start();
    } else bound = bind(name, parts, net);
    checkBounds(name, bound.layer, weights[bound.layer.index]!.data, low, high);
    return bound;
  };
  return {
    name,
    propose(frame, weights) {
      const {layer, hearer, contest: heard, traces, up, down} = frame.step === 0 || bound?.net !== frame.net ? begin(frame, weights) : bound;
      const w = weights[layer.index]!.data, {map} = layer, {potentiation, depression} = traces;
      traces.step(frame.inputs[layer.index]!, heard.winners(frame.outputs[hearer.index]!, frame), frame.dt);
      const rises = any(potentiation.post) && any(potentiation.pre), falls = any(depression.pre) && any(depression.post);
      if (!rises && !falls) return undefined;
      up.fill(0);
      down.fill(0);
      if (rises) map.correlate(potentiation.pre, potentiation.post, up);
      if (falls) map.correlate(depression.pre, depression.post, down);
      for (let k = 0; k < w.length; k++) {
        if (up[k] === 0 && down[k] === 0) continue;
        const u = (w[k]! - low) / span;
        up[k] = span * (dependence.up(u) * up[k]! - dependence.down(u) * down[k]!);
      }
      return up;
    },
    add(weights, change, amount) {
      const {data} = weights[bound!.layer.index]!;
      for (let k = 0; k < data.length; k++) if (change[k] !== 0) data[k] = Math.min(high, Math.max(low, data[k]! + amount * change[k]!));
    }
  };
}

function bind(name: string, {node, timing, competition}: StdpParts, net: Network): Bound {
  const layer = projectionOf(name, net, node), hearer = hearerOf(name, net, layer), size = sizeOf(layer.map.weights);
  return {
    net, layer, hearer, contest: contest(name, hearer, competition), up: new Float64Array(size), down: new Float64Array(size),
    traces: timing.start(sizeOf(layer.input), sizeOf(hearer.output))
  };
}

function checkBounds(name: string, layer: Stage, w: Float64Array, low: number, high: number): void {
  const wrong = w.findIndex((each) => !(each >= low && each <= high));
  if (wrong >= 0) throw new RangeError(`${name}: weights of ${named(layer)} must lie from ${low} to ${high}, got ${w[wrong]} at ${wrong}; draw them with boundedWeights`);
}

const any = (values: Signal): boolean => {
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) return true;
  return false;
};
