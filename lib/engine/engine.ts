/** @file The fast engine on one page: what `engine.…` gives. */
export {plan} from "./plan.ts";
export type {Plan, PlanLayer, PlanOptions} from "./plan.ts";
export {run} from "./run.ts";
export type {EngineRun, EngineRunOptions} from "./run.ts";
export type {Batch} from "./inputs.ts";
export type {Biases} from "./pack.ts";
