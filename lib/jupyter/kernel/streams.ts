/** @file Gathers what cells print into few messages: nothing is lost, and nothing waits long. */
import type {Origin} from "../engine.ts";

/** How long a text may wait for more of its kind, ms. */
const patience = 20;
/** From how many characters on a text goes out at once. */
const plenty = 256 * 1024;

type Name = "stdout" | "stderr";

export interface Streams {
  write(name: Name, text: string, origin: Origin): void;
  /** Sends what waits; called before anything else goes out, so that the order is kept. */
  flush(): void;
}

export function streams(send: (name: Name, text: string, origin: Origin) => void): Streams {
  let waiting: {readonly name: Name; readonly origin: Origin; readonly parts: string[]; size: number} | undefined;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    const full = waiting;
    waiting = undefined;
    if (full) send(full.name, full.parts.join(""), full.origin);
  }

  return {
    write(name, text, origin) {
      if (text === "") return;
      if (waiting && (waiting.name !== name || waiting.origin !== origin)) flush();
      if (!waiting) {
        waiting = {name, origin, parts: [], size: 0};
        timer = setTimeout(flush, patience);
      }
      waiting.parts.push(text);
      waiting.size += text.length;
      if (waiting.size >= plenty) flush();
    },
    flush
  };
}
