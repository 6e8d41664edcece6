/** @file The fast engine on one page: what `engine.…` gives. */
export {plan} from "./plan.ts";
export type {Plan, PlanLayer, PlanOptions} from "./plan.ts";
export type {Kept} from "./memory.ts";
export {run} from "./run.ts";
export type {EngineRun, EngineRunOptions} from "./run.ts";
export type {Batch} from "./inputs.ts";
export {batchGradient} from "./gradient.ts";
export type {BatchGradient, Targets} from "./gradient.ts";
export type {CostForm, LossForm, TrainOptions} from "./training.ts";
export {crew} from "./crew.ts";
export type {Crew, CrewCall, CrewOptions} from "./crew.ts";
export {widen} from "./wide.ts";
