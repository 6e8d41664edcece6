/** @file The losses, by the names they have under `loss`. */
export {count, rate} from "./count.ts";
export {firstSpike} from "./first-spike.ts";
export {membrane} from "./membrane.ts";
