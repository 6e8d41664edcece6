/** @file Why a unit fired, or did not: the inputs that made it, and how far it was. */
import type {Account} from "../model/node.ts";
import {INPUT} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";
import type {Events} from "../spikes/events.ts";
import type {Run} from "./run.ts";

export interface WhyOptions {
  /** The population's stage. */
  readonly layer: number;
  readonly unit: number;
  /** ms */
  readonly time: number;
}

/** One input spike and what is left of it in the membrane. */
export interface Cause {
  /** When it reached the membrane, ms. */
  readonly time: number;
  /** The stage and unit it came from; stage -1 is the network's input. */
  readonly stage: number;
  readonly unit: number;
  readonly weight: number;
  /** What it adds to the membrane at the time asked about. */
  readonly effect: number;
}

export interface Explanation {
  readonly fired: boolean;
  /** The membrane before any reset at this time: what it would be without inputs, plus all effects. */
  readonly membrane: number;
  readonly threshold: number;
  /** Threshold minus membrane: how much was missing, or negative, by how much it was passed. */
  readonly distance: number;
  /** ms, `Infinity` if it has not fired before. */
  readonly sinceLastSpike: number;
  /** Largest effects first. */
  readonly causes: readonly Cause[];
  readonly sentence: string;
}

/**
 * Explains one unit at one time from a run's record: every spike that reached it, weighted and decayed as its population does, since
 * the beginning or its last reset. The effects and the rest add up to the membrane.
 *
 * @throws RangeError if the layer is no such population, the unit or time lies outside, or the spikes were not recorded.
 */
export function why(run: Run, {layer, unit, time}: WhyOptions): Explanation {
  const stage = run.net.stages[layer], account = stage?.population?.account;
  if (!stage || !account) {
    throw new RangeError(`why: stage ${layer} is no population whose inputs add up (${stage?.node.kind ?? "there is no such stage"}); ask about lif, integrateFire or adaptive`);
  }
  if (!(Number.isInteger(unit) && unit >= 0 && unit < sizeOf(stage.output))) {
    throw new RangeError(`why: units of stage ${layer} are whole numbers below ${sizeOf(stage.output)}, got ${unit}`);
  }
  if (!(time >= 0 && time <= run.duration)) throw new RangeError(`why: time must lie from 0 to ${run.duration} (ms), got ${time}`);
  const own = recorded(run, layer), tick = 1e-9;
  const times = [...own.times].filter((_, k) => own.units[k] === unit);
  const fired = times.some((each) => Math.abs(each - time) <= tick);
  const spikes = times.filter((each) => each < time - tick).map((each) => time - each).reverse();
  const causes = stage.sources.flatMap((source) => causesFrom(run, source, {unit, time, spikes, account}));
  causes.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  const membrane = causes.reduce((sum, {effect}) => sum + effect, account.baseline(spikes, time));
  const threshold = account.threshold(spikes), sinceLastSpike = spikes[0] ?? Infinity;
  return {fired, membrane, threshold, distance: threshold - membrane, sinceLastSpike, causes, sentence: sentence(fired, membrane, threshold, sinceLastSpike, causes)};
}

interface Asked {
  readonly unit: number;
  readonly time: number;
  /** Ages of its own spikes, ms, the youngest first. */
  readonly spikes: readonly number[];
  readonly account: Account;
}

function recorded(run: Run, stage: number): Events {
  const spikes = stage === INPUT ? run.input : run.spikes[stage];
  if (!spikes) {
    throw new RangeError(`why: the spikes of ${stage === INPUT ? "the input" : `stage ${stage}`} were not kept; run with record {spikes: "all"}, and ask about a layer that hears populations or the input`);
  }
  return spikes;
}

/** What a source's spikes still add. A projection is asked for the row of weights that ends at the unit: `Wᵀ eᵤ`. */
function causesFrom(run: Run, source: number, asked: Asked): Cause[] {
  const from = source === INPUT ? undefined : run.net.stages[source]!;
  if (!from?.map) return effects(recorded(run, source), (each) => (each === asked.unit ? 1 : 0), source, asked);
  const target = new Float64Array(sizeOf(from.output)), row = new Float64Array(sizeOf(from.input));
  target[asked.unit] = 1;
  from.map.pullback(run.weights[source]!.data, target, row);
  return from.sources.flatMap((origin) => effects(recorded(run, origin), (each) => row[each]!, origin, asked));
}

function effects({times, units}: Events, weightOf: (unit: number) => number, stage: number, {time, spikes, account}: Asked): Cause[] {
  const found: Cause[] = [];
  for (let k = 0; k < times.length && times[k]! <= time + 1e-9; k++) {
    const weight = weightOf(units[k]!);
    if (weight === 0) continue;
    const effect = weight * account.effect(Math.max(0, time - times[k]!), spikes);
    if (effect !== 0) found.push({time: times[k]!, stage, unit: units[k]!, weight, effect});
  }
  return found;
}

function sentence(fired: boolean, membrane: number, threshold: number, since: number, causes: readonly Cause[]): string {
  const helped = causes.filter(({effect}) => effect > 0).length, hindered = causes.length - helped;
  const when = since === Infinity ? "it had not fired before" : `its last spike was ${since.toFixed(2)} ms ago`;
  const reached = `${helped} inputs raised and ${hindered} lowered its membrane to ${membrane.toPrecision(4)}`;
  return fired ? `It fired: ${reached}, threshold ${threshold.toPrecision(4)}; ${when}.` : `It was silent: ${reached}, ${(threshold - membrane).toPrecision(4)} below threshold ${threshold.toPrecision(4)}; ${when}.`;
}
