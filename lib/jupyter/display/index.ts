/**
 * @file `spikebook/display`: what a cell calls to show things and to ask for things.
 *
 * The functions are global in cells. Imported in plain Node, `display` and `progress` print text, and what needs a
 * person at a front end throws.
 */
export {clearOutput, type ClearOptions} from "./clear-output.ts";
export type {Comm, CommListener, CommMessageEvent} from "./comm-types.ts";
export {onComm, openComm, type OpenOptions} from "./comms.ts";
export {display, type BundleOptions, type Display, type DisplayHandle, type DisplayOptions} from "./display.ts";
export type {ImageOptions, ImageSource} from "./image.ts";
export {input, type InputOptions} from "./input.ts";
export {progress, type ProgressOptions} from "./progress.ts";
export {button, type Button, type ButtonOptions} from "./widgets/button.ts";
export {checkbox, type CheckboxOptions} from "./widgets/checkbox.ts";
export type {Control} from "./widgets/control.ts";
export {select, type SelectOptions} from "./widgets/select.ts";
export {slider, type SliderOptions} from "./widgets/slider.ts";
export {text, type TextOptions} from "./widgets/text.ts";
