/** @file The timings on one page, by the names they have under `timing`. */
export {order} from "./order.ts";
export {pairs} from "./pairs.ts";
export {triplets} from "./triplets.ts";
