/** @file The worlds on one page: stimuli made by rule. */
export {digit, drawnDigits} from "./digits.ts";
export {bar, grating, movingEdge} from "./stimuli.ts";
