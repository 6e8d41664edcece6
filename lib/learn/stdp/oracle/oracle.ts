/** @file The oracle on one page: what theory expects of a rule, to be held beside what it does. */
export {pairDrift, tripletDrift} from "./drift.ts";
export type {Drift, Rates} from "./drift.ts";
export {groupTrajectory, selectivity} from "./groups.ts";
export type {Group, GroupsOptions, Trajectory} from "./groups.ts";
export {settlingPlaces, spread} from "./settling.ts";
export type {Spread} from "./settling.ts";
