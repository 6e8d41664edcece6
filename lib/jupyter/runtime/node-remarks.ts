/** @file What Node itself prints on stderr: the inspector's address, which we want, remarks and V8's long farewell, which nobody does. */

// Node writes each of these at one go, so none is ever cut in two.
const remarks = /^(?:Debugger listening on (ws:\/\/127\.0\.0\.1:\d+\/\S+)|For help, see: https:\/\/nodejs\.org\/.*|Debugger attached\.|Debugger ending on ws:.*|Waiting for the debugger to disconnect\.\.\.)\r?\n/gm;
const farewell = /\n?<--- Last few GCs --->|^FATAL ERROR: /m;

export interface NodeRemarks {
  /** A text of stderr without Node's own lines. */
  filter(text: string): string;
  /** The inspector's address, on loopback, once it was seen. */
  inspector(): string | undefined;
  /** The process lives on: a farewell was that of a child of its own. */
  reset(): void;
}

export function nodeRemarks(): NodeRemarks {
  let url: string | undefined;
  let ending = false;
  const filter = (text: string): string => {
    if (ending) return "";
    const last = farewell.exec(text);
    ending = last !== null;
    return text.slice(0, last?.index).replace(remarks, (_, address: string | undefined) => {
      url ??= address;
      return "";
    });
  };
  return {filter, inspector: () => url, reset: () => void (ending = false)};
}
