/** @file How a bundle leaves: to the front end inside a cell, as printed text in plain Node. */
import type {Origin} from "../engine.ts";
import {currentPort, type Bundle, type Port} from "../runtime/port.ts";
import {plainText} from "./format/text.ts";

export interface Place {
  readonly id: string;
  readonly update: boolean;
}

interface Making {
  readonly origin: Origin | undefined;
  readonly sent: Promise<void>;
}

/** Bundles that are still being made, by display id: what comes after them waits, so that no update overtakes. */
const awaited = new Map<string, Making>();

/** Sends a bundle, now or when its promise settles, to the output of the cell that runs. */
export function emit(bundle: Bundle | Promise<Bundle>, place: Place): void {
  const before = awaited.get(place.id)?.sent;
  if (!before && !(bundle instanceof Promise)) return send(bundle, place);
  const making = {origin: currentPort()?.origin(), sent: emitLater(before, bundle, place)};
  awaited.set(place.id, making);
  void making.sent.finally(() => awaited.get(place.id) === making && awaited.delete(place.id));
}

/** Resolves when all that cell `origin` has displayed is sent, also what describes itself by a promise. */
export async function settled(origin: Origin): Promise<void> {
  for (let mine; (mine = [...awaited.values()].filter((each) => each.origin === origin)).length > 0; ) await Promise.all(mine.map(({sent}) => sent));
}

async function emitLater(before: Promise<void> | undefined, bundle: Bundle | Promise<Bundle>, place: Place): Promise<void> {
  const [, settled] = await Promise.allSettled([before, bundle]);
  send(settled.status === "fulfilled" ? settled.value : {data: {"text/plain": plainText(settled.reason)}, metadata: {}}, place);
}

function send({data, metadata}: Bundle, {id, update}: Place): void {
  if (Object.keys(data).length === 0) return; // what it stands for is on the page already
  const port = currentPort();
  if (port) port.send({type: "display", data, metadata, displayId: id, ...(update ? {update} : {})});
  else process.stdout.write(`${String(data["text/plain"] ?? "")}\n`);
}

/**
 * The port of the cell that runs.
 *
 * @throws Error in plain Node, where there is no front end.
 */
export function needPort(who: string): Port {
  const port = currentPort();
  if (!port) throw new Error(`${who}: works in a notebook's cell only; this is plain Node, with no front end to ask`);
  return port;
}
