/** @file From the bytes of a child's three streams to outputs and reports, in the order in which it wrote them. */
import type {Origin, Output} from "../engine.ts";
import {decodeBody, frameReader} from "./frame.ts";
import type {Frame} from "./frame.ts";
import type {Report} from "./messages.ts";
import {nodeRemarks} from "./node-remarks.ts";
import {ordered} from "./order.ts";
import {textJoiner} from "./text-joiner.ts";

export interface OutputsOptions {
  output(output: Output, origin: Origin): void;
  report(report: Report, origin: Origin): void;
}

export interface Outputs {
  frames(chunk: Buffer): void;
  raw(name: "stdout" | "stderr", chunk: Buffer): void;
  ended(name: "stdout" | "stderr"): void;
  /** A cell starts: raw bytes are its own from now on. */
  start(origin: Origin): void;
  /** The inspector's address, once the child has told it. */
  inspector(): string | undefined;
  /** The last that was said on stderr. */
  words(): string;
}

const kept = 8192; // characters of last words

export function createOutputs({output, report}: OutputsOptions): Outputs {
  const remarks = nodeRemarks();
  const text = textJoiner((name, origin, joined) => output({type: "stream", name, text: joined}, origin));
  let latest: Origin = 0;
  let words = "";

  const raw = (name: "stdout" | "stderr", said: string): void => {
    if (name === "stdout") return text.add(name, latest, Buffer.from(said));
    words = (words + said).slice(-kept);
    text.add(name, latest, Buffer.from(remarks.filter(said)));
  };
  const take = ({kind, origin, body}: Frame): void => {
    if (kind === "stdout" || kind === "stderr") return text.add(kind, origin, body);
    text.flush();
    const {message, parts} = decodeBody(body);
    const heard = message as Report;
    if (heard.is === "ready") order.marks(heard.mark);
    if (heard.is === "output") output(withParts(heard.output, parts), origin);
    else report(heard, origin);
  };
  const order = ordered(take, raw);
  const read = frameReader((frame) => order.frame(frame));
  return {
    frames: (chunk) => (read(chunk), text.flush()),
    raw: (name, chunk) => (order.raw(name, chunk), text.flush()),
    ended: (name) => (order.ended(name), text.flush()),
    start(origin) {
      latest = origin;
      remarks.reset();
    },
    inspector: () => remarks.inspector(),
    words: () => words
  };
}

function withParts(output: Output, parts: readonly Buffer[]): Output {
  return output.type === "comm" && parts.length ? {...output, comm: {...output.comm, buffers: parts}} : output;
}
