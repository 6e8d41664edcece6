/** @file The losses, by the names they have under `loss`. */
export {count, rate} from "./count.ts";
export {everyStep} from "./every-step.ts";
export {firstSpike} from "./first-spike.ts";
export {membrane} from "./membrane.ts";
