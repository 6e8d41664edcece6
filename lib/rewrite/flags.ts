/** @file What breaks conversions in practice, and what helps. */
import type {Network} from "../model/network.ts";
import {hearsConstant} from "../model/bias.ts";
import {expectedError} from "./best-clip.ts";
import type {LayerDiagnosis} from "./doctor.ts";
import {rankOf} from "./distribution.ts";
import type {Distribution} from "./distribution.ts";
import {learns} from "./scales.ts";
import type {Firing} from "./staircase.ts";
import type {Spiking} from "./to-spiking.ts";

export interface Flag {
  readonly finding: "hard reset" | "zero start" | "max-pool" | "unfolded norm" | "wrong percentile" | "silent" | "quiet" | "saturated" | "uneven";
  /** The node's place in the network; the whole network without. */
  readonly path?: string;
  /** What was found, and what to do, in a sentence. */
  readonly sentence: string;
}

const percent = (value: number): string => `${Number(value.toPrecision(3))} %`;
const short = (value: number): string => String(Number(value.toPrecision(3)));

/** Everything that applies, the whole network first. */
export function flagsOf(ann: Network, {report, net}: Spiking, layers: readonly LayerDiagnosis[], firing: Firing): Flag[] {
  const {steps} = firing, {options} = report, found: Flag[] = [];
  if (options.reset === "zero") found.push({finding: "hard reset", sentence: `A reset to zero loses what is above threshold at each spike: a bias that no number of steps removes (-0.145 of the clip for evenly spread values); convert with reset "subtract".`});
  if (options.start === "zero") found.push({finding: "zero start", sentence: `Membranes that start at zero cut rates off and lose half a spike in ${steps} steps everywhere; convert with start "half", for a quarter of the squared error of rounding.`});
  for (const {choice, path, node} of net.stages) {
    const exact = "earliest" in node && node.earliest ? ', or convert with code "firstSpike", in which it is exact' : "";
    if (choice) found.push({finding: "max-pool", path, sentence: `${node.kind} chooses by the spikes so far and errs until their order is settled; train with averagePool${exact}.`});
  }
  for (const stage of ann.stages) {
    if (stage.map?.diagonal && stage.sources.some((source) => source >= 0 && learns(ann.stages[source]!) && !hearsConstant(ann.stages, ann.stages[source]!))) {
      found.push({finding: "unfolded norm", path: stage.path, sentence: `${stage.node.kind} is a normalisation that costs a projection of its own in every step; fold it into the weights before it with foldNorms.`});
    }
  }
  return [...found, ...layers.flatMap((layer, k) => [
    // A ceiling that was trained in is no percentile that was chosen.
    ...(ann.stages[layer.stage]!.population!.rectifier!.ceiling < Infinity ? [] : percentileFlag(layer, report.layers[k]!.distribution, firing)),
    ...layerFlags(layer, firing)
  ])];
}

/** A clip whose expected squared error is more than 1.5 times that of the best; judged as for reset by subtraction. */
function percentileFlag({path, node, clip, bestClip: best, bestRank}: LayerDiagnosis, distribution: Distribution, firing: Firing): Flag[] {
  const judged = {...firing, reset: "subtract"} as const, {steps} = firing;
  const ratio = expectedError(distribution, clip, judged) / expectedError(distribution, best, judged);
  if (distribution.values.length === 0 || !(ratio > 1.5)) return [];
  const words = `the clip ${short(clip)} (${percent(rankOf(distribution, clip))} of the values lie below) is too ${clip > best ? "high, and its steps too coarse" : "low, and cuts too much off"}`;
  return [{finding: "wrong percentile", path, sentence: `${node} (node ${path}): ${words}; in ${steps} steps the squared error of ${short(best)} (${percent(bestRank)}) is ${short(ratio)} times less: convert with percentile "best", steps ${steps}.`}];
}

function layerFlags({path, node, clip, observed, split}: LayerDiagnosis, firing: Firing): Flag[] {
  const {steps} = firing, found: Flag[] = [], at = `${node} (node ${path})`;
  if (observed.value > 0 && observed.given < 0.5 * observed.value) found.push({finding: observed.given < 0.1 * observed.value ? "silent" : "quiet", path, sentence: `${at} gives ${percent((100 * observed.given) / observed.value)} of the activity that it should, and ${percent(observed.missed)} of its active units never spike; run more steps, or convert with a lower percentile${firing.start === "zero" ? ' and start "half"' : ""}.`});
  if (!firing.burst && observed.saturated > 5) found.push({finding: "saturated", path, sentence: `${at}: ${percent(observed.saturated)} of its units spike in every step, and what they should say beyond that is cut off; convert with a higher percentile, or with burst true.`});
  if (split.unevenness.share > 0.5 * split.total.square && split.unevenness.share > (clip / steps) ** 2 / 12) found.push({finding: "uneven", path, sentence: `${at}: most of its error is spikes that come unevenly, which no clip mends; run more steps, or train with quantisedRelu.`});
  return found;
}
