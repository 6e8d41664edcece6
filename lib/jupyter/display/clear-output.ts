/** @file Empties the output of the cell that runs. */
import {currentPort} from "../runtime/port.ts";

export interface ClearOptions {
  /** Keeps what is shown until the next output arrives, so that an animation does not flicker. */
  readonly wait?: boolean;
}

/** Empties the output of the cell that runs; in plain Node, what is printed stays. */
export function clearOutput({wait = false}: ClearOptions = {}): void {
  currentPort()?.send({type: "clear", wait});
}
