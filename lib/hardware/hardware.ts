/** @file The hardware family: what stands behind the flat verbs `count` and `ledger`. */
import {arithmeticProfiles} from "./arithmetic.ts";
import {chipProfiles} from "./chips.ts";
import type {Profile} from "./profile.ts";

export {accessPj, arithmeticProfiles, operationPj} from "./arithmetic.ts";
export {bitMatchedRate, breakEvenRate, breakEvenSteps, matchedBits, perSynapticEvent} from "./break-even.ts";
export type {BreakEvenOptions, ChipEventOptions} from "./break-even.ts";
export {chipProfiles} from "./chips.ts";
export {accuracyByBits} from "./chip/bits.ts";
export type {BitsOptions} from "./chip/bits.ts";
export {fixedLif, weightOf} from "./chip/fixed-lif.ts";
export type {FixedLifOptions} from "./chip/fixed-lif.ts";
export {mapToCores} from "./chip/map.ts";
export type {MapOptions, MappedCore, Mapping} from "./chip/map.ts";
export {quantise} from "./chip/quantise.ts";
export type {FixedLayer, Quantised, QuantiseOptions} from "./chip/quantise.ts";
export {target, targets} from "./chip/target.ts";
export type {Target, Timing} from "./chip/target.ts";
export {traffic} from "./chip/traffic.ts";
export type {StepTraffic, Traffic, TrafficOptions} from "./chip/traffic.ts";
export {usualClaim} from "./claim.ts";
export type {Claim, ClaimOptions} from "./claim.ts";
export {total} from "./count.ts";
export {synapses, work} from "./counts.ts";
export type {Work} from "./counts.ts";
export {memoryTraffic} from "./memory.ts";
export type {MemoryTraffic} from "./memory.ts";
export {profile} from "./profile.ts";
export type {Component, Conflict, Figure, Grade, Interval, Profile, ProfileOptions} from "./profile.ts";
export {macPj, rival} from "./rival.ts";
export type {Rival, RivalOptions} from "./rival.ts";
export {compare, sensitivity} from "./sensitivity.ts";
export {byScope, totalOf, totals} from "./totals.ts";
export type {Measurement, Total} from "./totals.ts";
export {verdict} from "./verdict.ts";

/** Every profile that is sourced: arithmetic at 45 nm, chips, processors. */
export const profiles: readonly Profile[] = Object.freeze([...arithmeticProfiles, ...chipProfiles]);

/** A profile by its name. @throws RangeError naming those there are. */
export function profileNamed(name: string): Profile {
  const found = profiles.find((each) => each.name === name);
  if (!found) throw new RangeError(`profileNamed: name must be one of ${profiles.map((each) => each.name).join("; ")}; got ${JSON.stringify(name)}`);
  return found;
}
