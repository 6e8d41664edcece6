/** @file e-prop: surrogate gradients without a way back through time. */
import {fallOf} from "../model/neurons/reset-slope.ts";
import {relaxed} from "../model/neurons/leaky.ts";
import type {Leaky} from "../model/neurons/leaky.ts";
import type {Network} from "../model/network.ts";
import type {Surrogate} from "../model/surrogate.ts";
import {checkWeights, zeroWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {wholeSteps} from "../simulate/clock-stage.ts";
import type {Frame} from "../simulate/frames.ts";
import {normal} from "../tensor/draw.ts";
import {generator} from "../tensor/generator.ts";
import {circuit} from "./eprop-circuit.ts";
import {crossEntropy} from "./loss/loss.ts";
import type {Target} from "./loss/loss.ts";
import {fastSigmoid} from "./surrogate/family.ts";

export interface EpropOptions {
  readonly surrogate?: Surrogate;
  readonly reset?: "attached" | "detached";
  /** How a reader's error comes to a unit: by the reader's own weights, or by random ones of this seed, of the same spread. */
  readonly feedback?: "symmetric" | {readonly seed: number};
}

/** An online rule: a consumer of frames. */
export interface Eprop {
  /** The gradient so far, as the weights. */
  readonly gradients: Weights;
  /** Takes in one frame of a run; returns the loss of this step. The target is a class or the wished membranes. */
  update(frame: Frame, target: Target): number;
}

/** The constants of one step. */
interface Step {
  readonly decay: number;
  readonly shift: number;
  readonly read: number;
}

/**
 * e-prop for `dense → lif (that may hear itself through a dense way back) → dense → integrator`. Each synapse keeps a trace of how
 * it moved its unit's membrane, `ε ← d kept ε + x`; with the surrogate `ψ` and the reader's decay `κ` its gradient is
 * `Σₜ Σₒ B[o, j] error[o, t] F_κ(ψ ε)`. The loss is a sum over steps: the cross entropy of the membranes read, or half their squared distance
 * from the wishes. It is the gradient of backpropagation through time but for what one unit's spikes do to the others later.
 *
 * @throws TypeError if the network is another.
 * @see Bellec et al., Nature Communications 11:3625 (2020).
 */
export function eprop(net: Network, weights: Weights, {surrogate = fastSigmoid(), reset = "detached", feedback = "symmetric"}: EpropOptions = {}): Eprop {
  checkWeights("eprop", net, weights);
  const {hidden, incoming, outgoing, cell, readRate} = circuit(net), gradients = zeroWeights(net), units = net.stages[hidden]!.output.reduce((a, b) => a * b, 1);
  const w = weights[outgoing]!.data, back = feedback === "symmetric" ? w : normal(generator(feedback.seed), w.length, {deviation: spread(w)});
  const tracks = incoming.map(({stage, delay}) => ({...track(gradients[stage]!.data, units), stage, delay})), before = new Float64Array(units).fill(cell.start), heard = new Float64Array(units);
  let step: Step | undefined;
  return {
    gradients,
    update(frame, target) {
      step ??= {decay: Math.exp(-cell.rate * frame.dt), shift: relaxed(cell, 0, frame.dt), read: Math.exp(-readRate * frame.dt)};
      const spikes = frame.outputs[hidden]!, errors = frame.outputs.at(-1)!.slice(), loss = stepError(errors, target), readers = errors.length;
      for (const each of tracks) each.hear(frame.inputs[each.stage]!, wholeSteps(each.delay, frame.dt));
      for (let j = 0; j < units; j++) {
        heard[j] = heard[j]! * step.read + spikes[j]!;
        const u = before[j]! * step.decay + step.shift + cell.jump * frame.inputs[hidden]![j]!, slope = surrogate.derivative(u - cell.threshold);
        let signal = 0;
        for (let o = 0; o < readers; o++) {
          signal += back[o * units + j]! * errors[o]!;
          gradients[outgoing]!.data[o * units + j]! += errors[o]! * heard[j]!;
        }
        const kept = keep(cell, u, spikes[j]!, reset === "attached" ? slope : 0);
        for (const each of tracks) each.follow(j, {slope, kept, signal, jump: cell.jump, ...step});
        before[j] = frame.states[hidden]!.v[j]!;
      }
      return loss;
    }
  };
}

/** How much of a change of the membrane a unit's own reset leaves. */
function keep(cell: Leaky, u: number, spike: number, slope: number): number {
  const fall = fallOf(cell);
  return 1 - spike * fall.slope - slope * fall.of(u);
}

/** What a unit did in a step, for its synapses. */
interface Done extends Step {
  readonly slope: number;
  readonly kept: number;
  readonly signal: number;
  readonly jump: number;
}

interface Track {
  /** What arrives now: what the projection got `delay` steps ago. */
  hear(x: Float64Array, delay: number): void;
  follow(j: number, done: Done): void;
}

/** The traces of one projection's synapses, `[units, inputs]`. */
function track(gradient: Float64Array, units: number): Track {
  const inputs = gradient.length / units, moved = new Float64Array(gradient.length), eligible = new Float64Array(gradient.length);
  const waiting: Float64Array[] = [];
  let arrived: Float64Array = new Float64Array(inputs);
  return {
    hear(x, delay) {
      waiting.push(Float64Array.from(x));
      if (waiting.length > delay) arrived = waiting.shift()!;
    },
    follow(j, {decay, read, slope, kept, signal, jump}) {
      for (let i = 0, at = j * inputs; i < inputs; i++, at++) {
        const change = decay * moved[at]! + jump * arrived[i]!;
        eligible[at] = read * eligible[at]! + slope * change;
        moved[at] = kept * change;
        gradient[at]! += signal * eligible[at]!;
      }
    }
  };
}

/** The loss of one step; `outputs` become its errors. */
function stepError(outputs: Float64Array, target: Target): number {
  if (typeof target === "number") return crossEntropy("eprop", outputs, target);
  if (target.length !== outputs.length) throw new RangeError(`eprop: target must be a class or ${outputs.length} wishes, got a list of ${target.length}`);
  let loss = 0;
  outputs.forEach((each, o) => {
    outputs[o] = each - target[o]!;
    loss += outputs[o]! ** 2 / 2;
  });
  return loss;
}

const spread = (w: Float64Array): number => Math.sqrt(w.reduce((sum, each) => sum + each * each, 0) / w.length);
