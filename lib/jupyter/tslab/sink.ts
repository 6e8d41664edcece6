/**
 * @file Connects the display of the real tslab package to the outputs of our cells.
 *
 * What `tslab.display.html(…)` writes goes to `lastWriteDisplayData`, a variable of tslab's module `dist/jupyter.js`
 * which its own server sets at each cell. A load hook gives that module our sink as soon as a cell imports tslab,
 * whichever copy of it the notebook's folder has.
 */
import module from "node:module";
import {withText} from "../display/format/protocol.ts";
import {needPort} from "../display/emit.ts";

/** What tslab writes: a bundle, and the id of the display where it has one. */
interface Written {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: {readonly display_id?: string};
}

interface TslabJupyter {
  lastWriteDisplayData: (written: Written, update?: boolean) => void;
}

const key = Symbol.for("spikebook.tslab");
const ending = `\n;globalThis[Symbol.for("spikebook.tslab")]?.(exports);\n`;

interface Loaded {
  readonly source?: unknown;
}
type Load = (url: string, context: object, next: (url: string, context: object) => Loaded) => Loaded;

/** From now on tslab, wherever it is imported, shows what it displays in our outputs. */
export function installTslabSink(): void {
  const {registerHooks} = module as unknown as {registerHooks?: (hooks: {load: Load}) => void};
  if (!registerHooks || key in globalThis) return;
  Object.defineProperty(globalThis, key, {value: connect, configurable: true});
  registerHooks({load});
}

const load: Load = (url, context, next) => {
  const loaded = next(url, context);
  if (!url.endsWith("/tslab/dist/jupyter.js") || loaded.source === undefined || loaded.source === null) return loaded;
  const source = typeof loaded.source === "string" ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
  return {...loaded, source: source + ending};
};

function connect(jupyter: TslabJupyter): void {
  jupyter.lastWriteDisplayData = ({data, metadata, transient: {display_id: displayId}}, update = false) => {
    needPort("tslab.display").send({type: "display", data: withText(data), metadata, ...(displayId ? {displayId} : {}), ...(update ? {update} : {})});
  };
}
