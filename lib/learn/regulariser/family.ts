/** @file The regularisers, by the names they have under `regulariser`. */
export {operations, rate} from "./regulariser.ts";
