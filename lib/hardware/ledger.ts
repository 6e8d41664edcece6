/** @file The ledger: counted operations times what each costs, row by row, never added across scopes. */
import {from} from "arquero";
import type {ColumnTable} from "arquero";
import {INPUT} from "../model/wiring.ts";
import type {Counts, LayerCounts} from "./counts.ts";
import {memoryTraffic, updatesOf} from "./memory.ts";
import {figureFor, intervalOf} from "./profile.ts";
import type {Component, Figure, Profile} from "./profile.ts";

/** One line of the ledger. `modelled` is counted × figure; what a meter read belongs into `totals`. */
export interface Entry {
  readonly profile: Profile;
  /** `-1` for the input. */
  readonly stage: number;
  readonly layer: string;
  readonly component: Component;
  readonly counted: number;
  /** Absent where the profile does not price what was counted. */
  readonly figure?: Figure;
  /** pJ */
  readonly low: number;
  readonly high: number;
}

/**
 * Operations × figures: one row for each profile, layer and component that the profile prices. Counted, modelled (pJ, lowest and
 * highest) and measured are columns of their own; `measured` stays empty unless a meter read it (see `totals`).
 */
export function ledger(counts: Counts, profiles: Profile | readonly Profile[]): ColumnTable {
  return from(listed(profiles).flatMap((each) => entries(counts, each)).map(({profile, stage, layer, component, counted, figure, low, high}) => ({
    profile: profile.name, stage, layer, component, counted,
    figure: figure ? written(figure) : "not priced", modelledLowPj: low, modelledHighPj: high, measuredPj: null,
    grade: figure?.grade ?? "", scope: profile.scope, node: figure?.node ?? null, voltage: figure?.voltage ?? null,
    note: figure?.note ?? "", source: figure?.source ?? "", conflicts: figure?.conflicts?.map((each) => `${written(each)} (${each.source}${each.why ? `; ${each.why}` : ""})`).join("; ") ?? ""
  })));
}

export const listed = (profiles: Profile | readonly Profile[]): readonly Profile[] => ("figures" in profiles ? [profiles] : profiles);

/** `52 to 81 pJ` */
export function written({value, unit}: {value: Figure["value"]; unit: string}): string {
  const [low, high] = intervalOf(value);
  return low === high ? `${low} ${unit}` : `${low} to ${high} ${unit}`;
}

/** The lines of one profile; those that were counted but are not priced have `NaN` for their energy. */
export function entries(counts: Counts, profile: Profile): Entry[] {
  if (unfit(counts, profile)) return [];
  const lines = [...inputLines(counts, profile), ...counts.layers.flatMap((layer) => layerLines(layer, profile)), ...timeLines(counts, profile)];
  return lines.filter(({counted, figure, component}) => counted > 0 && (figure !== undefined || MUST.includes(component)));
}

/** Why a model cannot be applied to these counts; nothing where it can. */
export function unfit({layers, steps, duration}: Counts, {figures, updates}: Profile): string | undefined {
  const prices = (...components: readonly Component[]): boolean => figures.some((figure) => components.includes(figure.prices));
  const advanced = prices("update", "state read", "state write"), populations = layers.filter(({stateWords}) => stateWords > 0);
  if (advanced && updates === "clocked" && steps === undefined && populations.length > 0) return "needs the updates of a clock; the run had none";
  if (advanced && updates === "events" && populations.some(({eventUpdates}) => eventUpdates === undefined)) return "needs event-driven updates; count by activity";
  if (prices("time") && duration === undefined) return "needs the time of a run";
  return undefined;
}

/** Work of the network itself: a model that has no figure for it gives no total. Other components are what models leave out. */
const MUST: readonly Component[] = ["synapse", "multiply-accumulate"];

function line(profile: Profile, stage: number, layer: string, component: Component, counted: number, bytes = 0): Entry {
  const figure = figureFor(profile, component, bytes);
  // 1 mW for 1 ms is 1 µJ.
  const scale = component === "time" ? 1e6 : 1;
  const [low, high] = figure ? intervalOf(figure.value) : [NaN, NaN];
  return {profile, stage, layer, component, counted, ...(figure ? {figure} : {}), low: counted * low * scale, high: counted * high * scale};
}

function layerLines(layer: LayerCounts, profile: Profile): Entry[] {
  const {stage, path, node, synaptic, graded, spikes, units, stateWords, weights} = layer, name = `${path} ${node}`;
  const put = (component: Component, counted: number, bytes = 0): Entry => line(profile, stage, name, component, counted, bytes);
  const prices = (component: Component): boolean => profile.figures.some((figure) => figure.prices === component);
  // Whole-chip figures stand on their own.
  if (prices("time")) return [];
  const lines = [put(graded ? "multiply-accumulate" : "synapse", synaptic)];
  if (prices("update")) lines.push(put("update", updatesOf(layer, profile.updates)));
  lines.push(put("spike", spikes));
  if (!prices("weight read")) return lines;
  const {weightReads, stateReads, stateWrites, spikeReads, spikeWrites} = memoryTraffic(layer, profile.updates), bytes = profile.bits / 8;
  lines.push(put("weight read", weightReads, weights * bytes), put("state read", stateReads, units * stateWords * bytes), put("state write", stateWrites, units * stateWords * bytes));
  return [...lines, put("spike read", spikeReads), put("spike write", spikeWrites)];
}

/** What the input sends into the network is traffic too. */
function inputLines({net, layers}: Counts, profile: Profile): Entry[] {
  const heard = layers.find(({stage, graded}) => !graded && net.stages[stage]!.sources.includes(INPUT));
  return heard ? [line(profile, INPUT, "input", "spike", heard.arrivals)] : [];
}

function timeLines({duration = 0}: Counts, profile: Profile): Entry[] {
  return profile.figures.some(({prices}) => prices === "time") ? [line(profile, INPUT, "whole chip (ms)", "time", duration)] : [];
}
