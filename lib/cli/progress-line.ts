/** @file One line that says how far we are: rewritten in place on a terminal, left out elsewhere. */
import {stripVTControlCharacters} from "node:util";

export interface ProgressLine {
  show(text: string): void;
  /** Prints a line that stays, above the one in progress. */
  print(text: string): void;
  clear(): void;
}

export function progressLine(stream: Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write"> = process.stderr, print: (text: string) => void = console.log): ProgressLine {
  const live = stream.isTTY === true;
  let shown = "";
  const draw = (): void => void (live && stream.write(`\r\u001b[2K${shown}`));
  return {
    show(text) {
      shown = stripVTControlCharacters(text).replace(/\s+/g, " ").slice(0, Math.max((stream.columns || 80) - 1, 20));
      draw();
    },
    print(text) {
      if (live) stream.write("\r\u001b[2K");
      print(text);
      draw();
    },
    clear() {
      shown = "";
      draw();
    }
  };
}
