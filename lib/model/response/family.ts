/** @file The family of synaptic responses, by the names they have under `response`. */
export {alpha, doubleExponential, exponential} from "./response.ts";
