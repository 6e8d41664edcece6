/** @file What watches a training: it keeps the last good weights, and says at which step and stage numbers were lost. */
import type {Network} from "../model/network.ts";
import {copyWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {astray, FitError} from "./fit-error.ts";
import type {NetworkTape} from "./network-tape.ts";
import {norm} from "./optimiser/clip.ts";

export interface Found {
  /** Of the step that failed, where there is one. */
  readonly gradients?: Weights;
  readonly tape?: NetworkTape;
  /** The stage, where the reason names it already. */
  readonly stage?: number;
}

export interface Guard {
  /** Looks at the mean loss of a step, before its weights change: these are good. @throws FitError if it has exploded. */
  look(step: number, loss: number, gradients: Weights): void;
  /** Looks at the weights after a step. @throws FitError if one is not finite. */
  check(step: number, gradients: Weights): void;
  /** The error of a step that lost numbers, with the last good weights. */
  lost(step: number, why: string, found?: Found): FitError;
  /** The error of a step for which the weights are not to blame: they come with it as they are. */
  broken(step: number, why: string): FitError;
}

/** A batch whose mean loss is this many times that of the first is lost. */
const EXPLODED = 1000;

/** Watches `weights`, which a training changes; `finite` says which numbers it can go on with. */
export function guard(net: Network, weights: Weights, finite: (weight: number) => boolean = Number.isFinite): Guard {
  const good = copyWeights(weights);
  let first: number | undefined;
  const lost = (step: number, why: string, {gradients, tape, stage}: Found = {}): FitError => {
    const place = stage === undefined ? whereabouts(net, weights, {gradients, tape}) : {stage, says: undefined};
    return new FitError(`fit: ${why} at step ${step}${place?.says ? `; ${place.says}` : ""}; a smaller learning rate or clip may help, and the last good weights are on this error`, {weights: good, stage: place?.stage, step});
  };
  return {
    lost,
    look(step, loss, gradients) {
      first ??= loss;
      if (loss > EXPLODED * Math.max(1, first)) throw lost(step, `the loss exploded from ${first.toPrecision(4)} to ${loss.toPrecision(4)}`, {gradients});
      weights.forEach(({data}, k) => good[k]!.data.set(data));
    },
    check(step, gradients) {
      if (weights.some(({data}) => !data.every(finite))) throw lost(step, "the weights are lost", {gradients});
    },
    broken: (step, why) => new FitError(`fit: ${why} at step ${step}; the weights reached are on this error`, {weights: copyWeights(weights), step})
  };
}

/** Where numbers are not finite, or else where the gradient is largest. */
function whereabouts(net: Network, weights: Weights, {gradients, tape}: {readonly gradients: Weights | undefined; readonly tape: NetworkTape | undefined}): {readonly stage: number; readonly says: string} | undefined {
  const named = (index: number): string => `stage ${index} (${net.stages[index]!.node.kind})`, found = astray(net, weights, gradients, tape);
  if (found) return {stage: found.stage, says: `${found.what} at ${named(found.stage)} ${found.what === "its weights" ? "are" : "is"} not finite`};
  const lengths = (gradients ?? []).map((each) => norm([each])), longest = lengths.indexOf(Math.max(...lengths));
  return lengths[longest]! > 0 ? {stage: longest, says: `the gradient is longest at ${named(longest)}, ${lengths[longest]!.toPrecision(4)}`} : undefined;
}
