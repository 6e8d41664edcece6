/** @file A whole network in a learning run: every signal of every step kept, and errors carried back through stages and time. */
import type {Network} from "../model/network.ts";
import type {Signal} from "../model/node.ts";
import type {Surrogate} from "../model/surrogate.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";
import {filterTape, forwardTape, mapTape, nodeTape, routesTape} from "./stage-tape.ts";
import type {StageTape} from "./stage-tape.ts";

export interface TapeOptions {
  readonly steps: number;
  /** One step, ms. */
  readonly dt: number;
  readonly surrogate: Surrogate;
  readonly reset: "attached" | "detached";
  readonly soft: boolean;
  /** Errors go back at most to the last multiple of this many steps; all the way where it is 0. */
  readonly window: number;
}

export interface NetworkTape {
  /** What the network and each stage gave, one row a step, after `forward`. */
  readonly outputs: readonly Signal[];
  readonly given: readonly (readonly Signal[])[];
  /** Their errors: `forward` clears them, the caller fills them, `backward` spreads them. */
  readonly outputErrors: readonly Signal[];
  readonly errors: readonly (readonly Signal[])[];
  /** Runs on one row a step; the same row each time means an input that stays. */
  forward(rows: readonly Signal[]): void;
  /** Adds to the gradients. */
  backward(): void;
}

interface Place {
  readonly stage: Stage;
  readonly tape: StageTape;
  readonly inputs: Signal[];
  /** Its sources that need errors. */
  readonly backTo: readonly number[];
  readonly needed: boolean;
  readonly dx: Signal | undefined;
}

/**
 * A tape for runs of `steps` steps. Its weights are read at every run; its gradients are added to.
 *
 * @throws TypeError or RangeError naming a node that cannot be trained, and the way out.
 */
export function networkTape(who: string, net: Network, weights: Weights, gradients: Weights, options: TapeOptions): NetworkTape {
  const {steps, window} = options, rowsOf = (size: number): Signal[] => rows(steps, size);
  const given = net.stages.map(({output, folded}) => (folded ? [] : rowsOf(sizeOf(output)))), errors = net.stages.map(({output, folded}) => (folded ? [] : rowsOf(sizeOf(output))));
  const outputs = joined(net, given, rowsOf), outputErrors = rowsOf(sizeOf(net.output));
  const learning = learns(net), run = {still: false, input: [] as readonly Signal[]};
  const places = net.stages.filter(({folded}) => !folded).map((stage) => place(stage));
  return {
    outputs: outputs.rows, given, outputErrors, errors,
    forward(input) {
      run.input = input;
      run.still = steps > 1 && input.every((row) => row === input[0]);
      for (const each of places) {
        each.tape.start?.();
        if (each.stage.sources.length === 1 && each.stage.sources[0] === INPUT) input.forEach((row, t) => { each.inputs[t] = row; });
        for (const row of errors[each.stage.index]!) row.fill(0);
      }
      for (const row of outputErrors) row.fill(0);
      for (let t = 0; t < steps; t++) {
        for (const {tape, stage} of places) tape.arrive?.(t, given[stage.index]![t]!);
        for (const each of places) {
          gather(each, t);
          each.tape.forward(t, each.inputs[t]!, given[each.stage.index]![t]!);
        }
        outputs.gather(t, run.input);
      }
    },
    backward() {
      for (const stage of net.outputs) if (stage !== INPUT) errors[stage]!.forEach((row, t) => add(outputErrors[t]!, row));
      for (let t = steps - 1; t >= 0; t--) {
        if (window > 0 && (t + 1) % window === 0) for (const {tape} of places) tape.cut?.(t + 1);
        for (let k = places.length - 1; k >= 0; k--) {
          const {stage, tape, backTo, needed, dx} = places[k]!;
          if (!needed) continue;
          tape.backward(t, errors[stage.index]![t]!, dx);
          for (const source of backTo) add(dx!, errors[source]![t]!);
        }
      }
    }
  };

  function place(stage: Stage): Place {
    const {index, sources} = stage, size = sizeOf(stage.input);
    const inputs = sources.length !== 1 ? rowsOf(size) : sources[0] === INPUT ? rowsOf(0) : [...given[sources[0]!]!];
    const backTo = sources.filter((source) => source !== INPUT && learning[source]!);
    const own = {inputs, errors: errors[index]!}, dx = backTo.length > 0 ? new Float64Array(size) : undefined;
    return {stage, tape: tapeOf(stage, own), inputs, backTo, needed: learning[index]!, dx};
  }
  function tapeOf(stage: Stage, own: {readonly inputs: Signal[]; readonly errors: Signal[]}): StageTape {
    const {index, map, routes, filter, sources} = stage, size = sizeOf(stage.input);
    const fromInput = sources.every((source) => source === INPUT);
    if (map) return mapTape(map, weights[index]!.data, gradients[index]!.data, own, () => run.still && fromInput);
    if (routes) return routesTape(routes, options.dt, own);
    if (filter) return filterTape(filter, size, options.dt);
    return learning[index] ? nodeTape(who, stage, {...options, size}) : forwardTape(stage, weights[index]!.data, options.dt);
  }
  function gather({stage: {sources}, inputs}: Place, t: number): void {
    // Nothing to gather from one source, whose rows these are, nor for a bias, which hears nothing.
    if (sources.length < 2) return;
    inputs[t]!.set(sourceRow(sources[0]!, t));
    for (let k = 1; k < sources.length; k++) add(sourceRow(sources[k]!, t), inputs[t]!);
  }
  function sourceRow(source: number, t: number): Signal {
    return source === INPUT ? run.input[t]! : given[source]![t]!;
  }
}

/** Which stages learn, or hear of one that does. */
function learns({stages}: Network): boolean[] {
  const found = stages.map(({map}) => map !== undefined && sizeOf(map.weights) > 0);
  // A loop may lead to an earlier stage: repeat until nothing changes.
  for (let before = -1, now = 0; before !== now; before = now, now = found.filter(Boolean).length) {
    for (const {index, sources} of stages) found[index] ||= sources.some((source) => source !== INPUT && found[source]);
  }
  return found;
}

/** The network's output: a stage's own rows, or the sum of several. */
function joined(net: Network, given: readonly Signal[][], rowsOf: (size: number) => Signal[]): {rows: Signal[]; gather(t: number, input: readonly Signal[]): void} {
  const [only] = net.outputs;
  if (net.outputs.length === 1 && only !== INPUT) return {rows: given[only!]!, gather: () => undefined};
  const sums = rowsOf(sizeOf(net.output));
  return {
    rows: sums,
    gather(t, input) {
      sums[t]!.fill(0);
      for (const stage of net.outputs) add(stage === INPUT ? input[t]! : given[stage]![t]!, sums[t]!);
    }
  };
}

function rows(steps: number, size: number): Signal[] {
  const all = new Float64Array(steps * size);
  return Array.from({length: steps}, (_, t) => all.subarray(t * size, (t + 1) * size));
}

function add(x: Signal, y: Signal): void {
  for (let i = 0; i < y.length; i++) y[i]! += x[i]!;
}
