/** @file The names that every cell sees without an import: the same as those of `spikebook/display`. */
import {clearOutput} from "./clear-output.ts";
import {onComm, openComm} from "./comms.ts";
import {display} from "./display.ts";
import {input} from "./input.ts";
import {progress} from "./progress.ts";
import {button} from "./widgets/button.ts";
import {checkbox} from "./widgets/checkbox.ts";
import {select} from "./widgets/select.ts";
import {slider} from "./widgets/slider.ts";
import {text} from "./widgets/text.ts";

export const globals = {display, clearOutput, progress, input, openComm, onComm, slider, select, checkbox, text, button} as const;

export type Globals = typeof globals;
