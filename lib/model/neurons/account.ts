/** @file How the membrane of a leaky neuron adds up: what it would be without inputs, plus what each input still adds. */
import type {Account, Synapse} from "../node.ts";
import {currentAt} from "../synapses/cascade.ts";
import type {TwoStages} from "../synapses/cascade.ts";
import {drivenVoltage} from "./driven-crossing.ts";
import {relaxed} from "./leaky.ts";
import type {Leaky} from "./leaky.ts";
import {TICK} from "./reset.ts";

/** How long the membrane has been free since its last own spike, ms; `Infinity` if it has not fired. */
const freeFor = ({refractory}: Leaky, spikes: readonly number[]): number => (spikes.length === 0 ? Infinity : spikes[0]! - refractory);

const keeps = ({reset}: Leaky): boolean => typeof reset !== "number";

/**
 * The account of a neuron whose inputs jump. None where a held membrane keeps what it has (reset by subtraction with a refractory
 * time): there inputs do not add up.
 */
export function jumpAccount(cell: Leaky): {account?: Account} {
  if (keeps(cell) && cell.refractory > 0) return {};
  const effect = (age: number, spikes: readonly number[]): number => {
    const free = freeFor(cell, spikes);
    // What comes with the spike is taken by its reset; what comes when the rest ends counts.
    const lost = !keeps(cell) && (cell.refractory > 0 ? age > free + TICK : age > free - TICK);
    return lost ? 0 : cell.jump * Math.exp(-cell.rate * age);
  };
  return {account: {baseline: baselineOf(cell), effect, threshold: () => cell.threshold}};
}

/** The account of a neuron behind a synapse: its currents outlive a reset, so an old input goes on adding after it. */
export function drivenAccount(cell: Leaky, {jump}: Synapse, stages: TwoStages): {account?: Account} {
  if (keeps(cell) && cell.refractory > 0) return {};
  const still: Leaky = {...cell, rest: 0, slope: 0};
  const effect = (age: number, spikes: readonly number[]): number => {
    const free = keeps(cell) ? Infinity : Math.max(0, freeFor(cell, spikes));
    if (free >= age) return drivenVoltage(still, stages, 0, jump[0], jump[1], age);
    const before = age - free;
    return drivenVoltage(still, stages, 0, currentAt(stages, jump[0], jump[1], before), jump[1] * Math.exp(-stages.q * before), free);
  };
  return {account: {baseline: baselineOf(cell), effect, threshold: () => cell.threshold}};
}

function baselineOf(cell: Leaky): Account["baseline"] {
  const {reset, start, rate, rest, threshold} = cell;
  return (spikes, time) => {
    if (typeof reset === "number") return spikes.length === 0 ? relaxed(cell, start, time) : relaxed(cell, reset, Math.max(0, freeFor(cell, spikes)));
    const taken = reset === "subtract" ? spikes.reduce((sum, age) => sum + (threshold - rest) * Math.exp(-rate * age), 0) : 0;
    return relaxed(cell, start, time) - taken;
  };
}
