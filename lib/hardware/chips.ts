/** @file Profiles of chips, as published: each with what its figures include, and who disagrees. */
import {profile} from "./profile.ts";
import type {Conflict, Figure, Grade, Profile} from "./profile.ts";

const SENECA = "Tang et al., Frontiers in Neuroscience 17 (2023), 1187252, table 3 (SENECA's survey, PMC10326429)";
const KERAS_SPIKING = "KerasSpiking, table of device energies";

const loihiFigure = {unit: "pJ", scope: "one core's event, without the rest of the chip", source: "Davies et al., IEEE Micro 38 (2018), 82–99, table 2", grade: "simulated", voltage: 0.75, note: "pre-silicon simulation"} as const;

const loihi = profile({
  name: "Loihi",
  leavesOut: "hops between tiles (3.0 to 4.0 pJ each: see traffic), barriers, host, leakage",
  figures: [
    {...loihiFigure, prices: "synapse", value: 23.6, note: "pre-silicon simulation; the least of a range"},
    {...loihiFigure, prices: "update", value: [52, 81], note: "pre-silicon simulation; 52 inactive, 81 active"},
    {...loihiFigure, prices: "spike", value: 1.7, note: "pre-silicon simulation; within a tile"}
  ]
});

const trueNorth = profile({
  name: "TrueNorth",
  leavesOut: "nothing on the chip; the figure holds at 20 Hz and 128 active synapses a neuron only",
  figures: [{
    prices: "synapse", value: 26, unit: "pJ", voltage: 0.775, grade: "measured", scope: "whole chip, all-in, at one working point",
    source: "Merolla et al., Science 345 (2014), 668–673: 72 mW at 20 Hz and 128 active synapses",
    note: "72 mW / (4096 · 256 · 20 Hz · 128) is 26.8 pJ; printed as 26",
    conflicts: [{value: 2.5, unit: "pJ", source: SENECA, why: "ten times less for the same chip: another scope"}]
  }]
});

/** Figures of one number a chip, from a survey that does not say alike what each includes. */
function surveyed(name: string, value: number, conflicts: readonly Conflict[] = []): Profile {
  const figure: Figure = {prices: "synapse", value, unit: "pJ", scope: `${name}: a synaptic operation as published`, source: SENECA, grade: "derived", note: "scopes in this survey are mixed", ...(conflicts.length > 0 ? {conflicts} : {})};
  return profile({name, leavesOut: "not stated by the survey", figures: [figure]});
}

/** The same chips as a software model prices them: orders of magnitude apart, because more is inside. */
function modelled(name: string, synapse: number, update: number, conflict: Conflict): Profile {
  const common = {unit: "pJ", scope: "operation with its share of the processor", source: KERAS_SPIKING, grade: "derived"} as const;
  return profile({name: `${name} (as KerasSpiking prices it)`, leavesOut: "not stated by the table", figures: [
    {...common, prices: "synapse", value: synapse, conflicts: [conflict]}, {...common, prices: "update", value: update}
  ]});
}

const processor = (name: string, nanojoules: number, grade: Grade = "derived"): Profile => profile({
  name: `${name} (as KerasSpiking prices it)`,
  leavesOut: "memory apart from what the table folds in",
  figures: [
    {prices: "synapse", value: nanojoules * 1000, unit: "pJ", scope: "multiply-accumulate on a processor", source: KERAS_SPIKING, grade, note: "a processor multiplies where a chip would add"},
    {prices: "multiply-accumulate", value: nanojoules * 1000, unit: "pJ", scope: "multiply-accumulate on a processor", source: KERAS_SPIKING, grade}
  ]
});

const speck = profile({
  name: "Speck",
  leavesOut: "nothing on the chip; power over the time of the run, whatever the network",
  figures: [{prices: "time", value: [0.42, 0.7], unit: "mW", scope: "whole chip over time", source: "SynSense, Speck: 0.42 mW at rest, 0.70 mW in use", grade: "measured", note: "with its own network of 9 layers; a run's time must be the real one"}]
});

/** Profiles of chips and processors. */
export const chipProfiles: readonly Profile[] = Object.freeze([
  loihi, trueNorth,
  surveyed("SpiNNaker", 45, [{value: 13_300, unit: "pJ", source: KERAS_SPIKING, why: "about 300 times more: another scope"}]),
  modelled("SpiNNaker", 13_300, 26_000, {value: 45, unit: "pJ", source: SENECA, why: "about 300 times less: another scope"}),
  surveyed("SpiNNaker 2", 10, [{value: 450, unit: "pJ", source: KERAS_SPIKING, why: "45 times more: another scope"}]),
  modelled("SpiNNaker 2", 450, 2190, {value: 10, unit: "pJ", source: SENECA, why: "45 times less: another scope"}),
  surveyed("ODIN", 12.7, [{value: 8.43, unit: "pJ", source: SENECA, why: "incremental: without what the chip draws anyway"}]),
  surveyed("ReckOn", 5.3), surveyed("µBrain", 26), surveyed("Tianjic", 1.54), surveyed("NeuronFlow", 20), surveyed("SENECA", 2.8), surveyed("Darwin 3", 5.47),
  speck, processor("CPU", 8.6), processor("GPU", 0.3), processor("ARM", 0.9)
]);
