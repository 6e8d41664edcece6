/** @file The worlds on one page: stimuli made by rule. */
export {deadLeaves} from "./dead-leaves.ts";
export {digit, drawnDigits} from "./digits.ts";
export {hiddenPattern} from "./hidden-pattern.ts";
export {trains} from "./trains.ts";
export {bar, grating, movingEdge} from "./stimuli.ts";
