/** @file Joins texts that follow one another in the same stream of the same cell, so that many lines make one output. */
import type {Origin} from "../engine.ts";

type Name = "stdout" | "stderr";
const largest = 1 << 20; // bytes

export interface TextJoiner {
  add(name: Name, origin: Origin, bytes: Buffer): void;
  flush(): void;
}

export function textJoiner(emit: (name: Name, origin: Origin, text: string) => void): TextJoiner {
  let bytes: Buffer[] = [];
  let size = 0;
  let name: Name = "stdout";
  let origin: Origin = 0;
  const flush = (): void => {
    if (size === 0) return;
    const text = Buffer.concat(bytes).toString();
    bytes = [];
    size = 0;
    emit(name, origin, text);
  };
  const add = (next: Name, from: Origin, more: Buffer): void => {
    if (size >= largest || next !== name || from !== origin) flush();
    name = next;
    origin = from;
    bytes.push(more);
    size += more.length;
  };
  return {add, flush};
}
