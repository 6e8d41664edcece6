/** @file Gradient flow: what each layer gives, and what of the error reaches it. */
import type {Network} from "../model/network.ts";
import type {Signal} from "../model/node.ts";
import type {Weights} from "../model/weights.ts";
import type {Given} from "./regulariser/regulariser.ts";

/** One stage, over the runs looked at. */
export type LayerFlow = {
  readonly stage: number;
  readonly path: string;
  readonly node: string;
  /** Length of the weights' mean gradient, and of the weights; of stages that learn. */
  readonly gradientNorm?: number;
  readonly weightNorm?: number;
  /** Root mean square of the errors of what the stage gave; 0 where none reached it. */
  readonly error: number;
  /** What a unit gave in a step on average: spikes, of a population that spikes. */
  readonly rate?: number;
  /** Share of the units that never gave anything, and, of spiking ones, that fired in at least 95 % of the steps. */
  readonly dead?: number;
  readonly saturated?: number;
};

export interface Flow {
  /** Takes in one run, after its way back. */
  add(given: Given, errors: Given): void;
  /** `gradients` are the sums over the runs taken in. */
  layers(weights: Weights, gradients: Weights): LayerFlow[];
}

const SATURATED = 0.95;

/** A report in the making. */
export function flow(net: Network): Flow {
  const errorSums = new Float64Array(net.stages.length), counted = new Float64Array(net.stages.length), units: Float64Array[] = net.stages.map(() => new Float64Array(0));
  let steps = 0, runs = 0;
  return {
    add(given, errors) {
      runs++;
      steps += given.find((rows) => rows.length > 0)?.length ?? 0;
      net.stages.forEach(({index, population}) => {
        if (population) units[index] = collected(units[index]!, given[index]!);
        for (const row of errors[index]!) {
          counted[index]! += row.length;
          for (let i = 0; i < row.length; i++) errorSums[index]! += row[i]! * row[i]!;
        }
      });
    },
    layers: (weights, gradients) => net.stages.filter(({folded, sources}) => !folded && sources.length > 0).map(({index, path, node, population}): LayerFlow => ({
      stage: index, path, node: node.kind,
      ...(weights[index]!.data.length > 0 ? {gradientNorm: length(gradients[index]!.data) / Math.max(1, runs), weightNorm: length(weights[index]!.data)} : {}),
      error: Math.sqrt(errorSums[index]! / Math.max(1, counted[index]!)),
      ...(population ? activity(units[index]!, steps, population.graded === true) : {})
    }))
  };
}

function collected(sums: Float64Array, rows: readonly Signal[]): Float64Array {
  const all = sums.length > 0 ? sums : new Float64Array(rows[0]!.length);
  for (const row of rows) for (let i = 0; i < all.length; i++) all[i]! += Math.abs(row[i]!);
  return all;
}

function activity(sums: Float64Array, steps: number, graded: boolean): Pick<LayerFlow, "rate" | "dead" | "saturated"> {
  const share = (of: (sum: number) => boolean): number => sums.reduce((count, sum) => count + (of(sum) ? 1 : 0), 0) / Math.max(1, sums.length);
  const dead = share((sum) => sum === 0);
  if (graded) return {dead};
  return {rate: sums.reduce((all, sum) => all + sum, 0) / Math.max(1, sums.length * steps), dead, saturated: share((sum) => sum >= SATURATED * steps)};
}

const length = (values: Float64Array): number => Math.sqrt(values.reduce((sum, each) => sum + each * each, 0));
