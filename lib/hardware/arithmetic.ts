/** @file Figures of arithmetic and memory at 45 nm, and the profiles that are reckoned from them. */
import {profile} from "./profile.ts";
import type {Component, Figure, Interval, Profile} from "./profile.ts";

const SOURCE = "Horowitz, ISSCC 2014 (Computing's energy problem), rough costs at 45 nm, 0.9 V";
const AT = {unit: "pJ", node: 45, voltage: 0.9, source: SOURCE, grade: "derived"} as const;

/** One operation at 45 nm and 0.9 V, pJ. */
export const operationPj = Object.freeze({
  int8: Object.freeze({add: 0.03, multiply: 0.2, mac: 0.23}),
  int32: Object.freeze({add: 0.1, multiply: 3.1, mac: 3.2}),
  fp16: Object.freeze({add: 0.4, multiply: 1.1, mac: 1.5}),
  fp32: Object.freeze({add: 0.9, multiply: 3.7, mac: 4.6})
});

export type NumberFormat = keyof typeof operationPj;

/** A 64-bit access of a memory of so many bytes, pJ. */
export const accessPj: readonly {readonly upToBytes: number; readonly value: number | Interval; readonly memory: string}[] = Object.freeze([
  {upToBytes: 8 * 1024, value: 10, memory: "SRAM of 8 kB"},
  {upToBytes: 32 * 1024, value: 20, memory: "SRAM of 32 kB"},
  {upToBytes: 1024 * 1024, value: 100, memory: "SRAM of 1 MB"},
  {upToBytes: Infinity, value: [1300, 2600], memory: "DRAM"}
]);

/** A word of `bits`: at least its share of the 64-bit access (packed, read in order), at most the whole access. */
function access(prices: Component, bits: number, scope: string): Figure[] {
  return accessPj.map(({upToBytes, value, memory}) => {
    const [low, high] = typeof value === "number" ? [value, value] : value;
    return {...AT, scope, prices, upToBytes, value: [(low * bits) / 64, high], note: `${memory}: ${bits} of 64 bits at least, a whole access at most`};
  });
}

const arithmetic = (format: NumberFormat, scope: string): Figure[] => [
  {...AT, scope, prices: "synapse", value: operationPj[format].add, note: `${format} addition`},
  {...AT, scope, prices: "multiply-accumulate", value: operationPj[format].mac, note: `${format} multiply-accumulate`}
];

/** What papers usually claim: an addition a synapse, a multiply-accumulate where values arrive, nothing else. */
const usual = (format: NumberFormat): Profile => profile({
  name: `45 nm ${format}, arithmetic alone`,
  leavesOut: "memory, neuron updates, spike traffic, control, leakage",
  figures: arithmetic(format, "arithmetic alone")
});

const withMemory = (format: NumberFormat, bits: number, updates: "clocked" | "events"): Profile => {
  const scope = "arithmetic and on-chip memory";
  return profile({
    name: `45 nm ${format} with memory, ${updates === "clocked" ? "every unit at every step" : "event by event"}`,
    leavesOut: "spike traffic, control, leakage; sums are held in registers",
    bits, updates,
    figures: [
      ...arithmetic(format, scope),
      {...AT, scope, prices: "update", value: operationPj[format].add, note: "one addition for the leak"},
      ...(["weight read", "state read", "state write"] as const).flatMap((component) => access(component, bits, scope))
    ]
  });
};

/** Profiles of arithmetic at 45 nm, without memory and with it. */
export const arithmeticProfiles: readonly Profile[] = Object.freeze([
  usual("fp32"), usual("int8"),
  withMemory("fp32", 32, "clocked"), withMemory("int8", 8, "clocked"), withMemory("fp32", 32, "events"), withMemory("int8", 8, "events")
]);
