/** @file Recording on demand, with its memory checked before the run begins. */
import type {Network} from "../model/network.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Quantity, RecordOptions, Trace, TraceOptions} from "./run.ts";
import {spikeLog} from "./spike-log.ts";
import type {SpikeLog} from "./spike-log.ts";

/** Asks a stage for a quantity of one unit. */
export type Probe = (stage: number, of: Quantity, unit: number) => number;

export interface Recorder {
  readonly input?: SpikeLog;
  readonly logs: readonly (SpikeLog | undefined)[];
  /** Takes one sample of every trace. */
  sample(time: number, probe: Probe): void;
  readonly traces: readonly Trace[];
}

const LIMIT = 512 * 2 ** 20;

/** @throws RangeError if the traces need more memory than the limit, or ask for what a stage does not have. */
export function recorder(who: string, net: Network, samples: number, spiking: boolean, {spikes = "all", traces = [], limit = LIMIT}: RecordOptions): Recorder {
  const wanted = traces.map((each) => wishOf(who, net, each));
  const bytes = wanted.reduce((sum, {units}) => sum + 8 * units.length * samples, 0);
  if (bytes > limit) {
    throw new RangeError(`${who}: the traces need ${mega(bytes)} MB, above the limit of ${mega(limit)} MB; record fewer units, or raise limit (bytes)`);
  }
  const budget = {left: limit - bytes};
  const kept = (stage: number): boolean => spikes === "all" || spikes.includes(stage);
  const logs = net.stages.map((stage) => (kept(stage.index) && stage.population && !stage.population.graded ? spikeLog(who, stage.output, budget) : undefined));
  const records = wanted.map((wish) => ({...wish, times: new Float64Array(samples), data: new Float64Array(samples * wish.units.length)}));
  let taken = 0;
  return {
    ...(spikes === "all" && spiking ? {input: spikeLog(who, net.shape, budget)} : {}),
    logs,
    sample(time, probe) {
      if (taken === samples) return;
      for (const {stage, of, units, times, data} of records) {
        times[taken] = time;
        for (let k = 0; k < units.length; k++) data[taken * units.length + k] = probe(stage, of, units[k]!);
      }
      taken++;
    },
    get traces() { return records; }
  };
}

function wishOf(who: string, net: Network, {stage, of = "membrane", units}: TraceOptions): {stage: number; of: Quantity; units: readonly number[]} {
  const population = net.stages[stage]?.population;
  if (!population) {
    throw new RangeError(`${who}: stage ${stage} is no population to be traced; populations are ${net.stages.filter((each) => each.population).map(({index}) => index).join(", ")}`);
  }
  if (of === "current" && !population.current) {
    throw new RangeError(`${who}: stage ${stage} (${population.kind}) has no synaptic current; put a synapse in front of it`);
  }
  if (of === "threshold" && !population.threshold) throw new RangeError(`${who}: stage ${stage} (${population.kind}) has no threshold`);
  const size = sizeOf(net.stages[stage]!.output);
  const wrong = units?.find((unit) => !(Number.isInteger(unit) && unit >= 0 && unit < size));
  if (wrong !== undefined) throw new RangeError(`${who}: units of stage ${stage} are whole numbers below ${size}, got ${wrong}`);
  return {stage, of, units: units ?? Array.from({length: size}, (_, i) => i)};
}

const mega = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
