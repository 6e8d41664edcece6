/** @file e-prop: surrogate gradients without a way back through time. */
import {fallOf} from "../model/neurons/reset-slope.ts";
import {relaxed} from "../model/neurons/leaky.ts";
import {perUnit} from "../model/neurons/per-unit.ts";
import type {Network} from "../model/network.ts";
import type {Surrogate} from "../model/surrogate.ts";
import {checkWeights, zeroWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {wholeSteps} from "../simulate/clock-stage.ts";
import type {Frame} from "../simulate/frames.ts";
import {normal} from "../tensor/draw.ts";
import {generator} from "../tensor/generator.ts";
import {sizeOf} from "../tensor/shape.ts";
import {circuit} from "./eprop-circuit.ts";
import {track} from "./eprop-trace.ts";
import type {StepConstants} from "./eprop-trace.ts";
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

/**
 * e-prop for `dense → lif or adaptive (that may hear itself through a dense way back) → dense → integrator`. Each synapse keeps a trace of
 * how it moved its unit's membrane (and its threshold), `ε ← d kept ε + x`; with the surrogate `ψ` and the reader's decay `κ` its gradient is
 * `Σₜ Σₒ B[o, j] error[o, t] F_κ(ψ ε)`. The loss is a sum over steps: the cross entropy of the membranes read, or half their squared distance
 * from the wishes. It is the gradient of backpropagation through time but for what one unit's spikes do to the others later.
 *
 * @throws TypeError if the network is another.
 * @see Bellec et al., Nature Communications 11:3625 (2020).
 */
export function eprop(net: Network, weights: Weights, {surrogate = fastSigmoid(), reset = "detached", feedback = "symmetric"}: EpropOptions = {}): Eprop {
  checkWeights("eprop", net, weights);
  const {hidden, reader, incoming, outgoing, local: {cell, adaptation}, readRate} = circuit(net), gradients = zeroWeights(net), fall = fallOf(cell);
  const w = weights[outgoing]!.data, back = feedback === "symmetric" ? w : normal(generator(feedback.seed), w.length, {deviation: spread(w)});
  const units = sizeOf(net.stages[hidden]!.output), before = new Float64Array(units).fill(cell.start), raised = perUnit("eprop: raised", adaptation?.raised ?? [0], units), heard = new Float64Array(units);
  const tracks = incoming.map(({stage, delay}) => ({...track(gradients[stage]!.data, units), stage, delay})), raises = cell.reset === "subtract" ? 1 : 0;
  const increment = adaptation?.increment ?? 0;
  let constants: StepConstants | undefined;
  return {
    gradients,
    update(frame, target) {
      constants ??= {decay: Math.exp(-cell.rate * frame.dt), read: Math.exp(-readRate * frame.dt), sunk: Math.exp(-(adaptation?.rate ?? 0) * frame.dt), jump: cell.jump, increment, slope: fall.slope, raises};
      const {decay, read, sunk} = constants, shift = relaxed(cell, 0, frame.dt);
      const spikes = frame.outputs[hidden]!, errors = frame.outputs[reader]!.slice(), loss = stepError(errors, target), readers = errors.length;
      for (const each of tracks) each.hear(frame.inputs[each.stage]!, wholeSteps(each.delay, frame.dt));
      for (let j = 0; j < units; j++) {
        const spike = spikes[j]!, height = raised[j]! * sunk, u = before[j]! * decay + shift + cell.jump * frame.inputs[hidden]![j]!;
        heard[j] = heard[j]! * read + spike;
        raised[j] = height + increment * spike;
        before[j] = frame.states[hidden]!.v[j]!;
        let signal = 0;
        for (let o = 0; o < readers; o++) {
          signal += back[o * units + j]! * errors[o]!;
          gradients[outgoing]!.data[o * units + j]! += errors[o]! * heard[j]!;
        }
        const psi = surrogate.derivative(u - (cell.threshold + height)), done = {psi, spike, signal, fall: reset === "attached" ? fall.of(u) + raises * height : 0};
        for (const each of tracks) each.follow(j, constants, done);
      }
      return loss;
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
