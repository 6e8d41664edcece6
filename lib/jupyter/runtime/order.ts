/** @file Puts three streams of one child process into the order in which it wrote them: frames, and the raw bytes of fd 1 and 2. */
import {StringDecoder} from "node:string_decoder";
import type {Frame} from "./frame.ts";

/** Text that reached fd 1 or 2 without passing through the child's own writers. */
export type Raw = (name: "stdout" | "stderr", text: string) => void;

export interface Order {
  frame(frame: Frame): void;
  raw(name: "stdout" | "stderr", chunk: Buffer): void;
  /** The stream has ended: nothing waits for it any longer. */
  ended(name: "stdout" | "stderr"): void;
  /** Marks look like this from now on: `mark`, the barrier's number as 8 hex digits, a zero byte. */
  marks(mark: string): void;
}

interface Pipe {
  readonly name: "stdout" | "stderr";
  readonly decoder: StringDecoder;
  readonly items: (Buffer | number)[];
  rest: Buffer;
  ended: boolean;
}

const digits = 8;
const patience = 1000; // ms; a mark that never comes (fd 1 closed by a cell, say) must not hold the cell for ever.

/**
 * A barrier `n` stands in all three streams. Frames behind it wait until both pipes have shown it, and bytes behind it
 * in a pipe wait until the frames have come so far; so what was written before it is handed on before what follows.
 */
export function ordered(take: (frame: Frame) => void, raw: Raw): Order {
  const frames: Frame[] = [];
  const pipes = (["stdout", "stderr"] as const).map((name): Pipe => ({name, decoder: new StringDecoder("utf8"), items: [], rest: Buffer.alloc(0), ended: false}));
  let mark: Buffer | undefined;
  let passed = 0;
  let timer: NodeJS.Timeout | undefined;

  const emit = (pipe: Pipe, bytes: Buffer): void => {
    const text = pipe.decoder.write(bytes);
    if (text) raw(pipe.name, text);
  };
  /** Hands on what may go; gives the latest mark that the pipe has shown (one before it may have lost its frame). */
  const drain = (pipe: Pipe): number => {
    for (let item; (item = pipe.items[0]) !== undefined; pipe.items.shift()) {
      if (typeof item !== "number") emit(pipe, item);
      else if (item > passed) break;
    }
    const latest = pipe.items.findLast((item) => typeof item === "number") ?? passed;
    return pipe.ended ? Infinity : latest;
  };
  const pump = (): void => {
    for (;;) {
      const shown = Math.min(...pipes.map(drain));
      let at = 0;
      while (at < frames.length && frames[at]!.kind !== "barrier") take(frames[at++]!);
      frames.splice(0, at);
      const barrier = frames[0];
      if (!barrier) return;
      if (shown < barrier.origin) return wait(barrier);
      pass(barrier);
    }
  };
  const pass = (barrier: Frame): void => {
    clearTimeout(timer);
    timer = undefined;
    passed = barrier.origin;
    frames.shift();
  };
  const wait = (barrier: Frame): void => {
    timer ??= setTimeout(() => {
      if (frames[0] === barrier) pass(barrier);
      pump();
    }, patience);
  };
  /** Cuts a pipe's bytes at the marks; a tail that may be the start of one waits for the rest. */
  const cut = (pipe: Pipe, chunk: Buffer): void => {
    let bytes = pipe.rest.length ? Buffer.concat([pipe.rest, chunk]) : chunk;
    pipe.rest = Buffer.alloc(0);
    for (let at; mark && (at = bytes.indexOf(mark)) >= 0; ) {
      const end = at + mark.length + digits + 1;
      if (end > bytes.length) break;
      if (at > 0) pipe.items.push(bytes.subarray(0, at));
      pipe.items.push(Number.parseInt(bytes.toString("latin1", end - digits - 1, end - 1), 16));
      bytes = bytes.subarray(end);
    }
    const open = mark ? unfinished(bytes, mark) : bytes.length;
    if (open > 0) pipe.items.push(bytes.subarray(0, open));
    pipe.rest = Buffer.from(bytes.subarray(open));
  };

  return {
    frame(frame) {
      frames.push(frame);
      if (frames.length === 1 || frame.kind === "barrier" || frames[0]!.kind !== "barrier") pump();
    },
    raw(name, chunk) {
      cut(pipes[name === "stdout" ? 0 : 1]!, chunk);
      pump();
    },
    ended(name) {
      const pipe = pipes[name === "stdout" ? 0 : 1]!;
      pipe.ended = true;
      if (pipe.rest.length) pipe.items.push(pipe.rest);
      pump();
    },
    marks(value) {
      mark = Buffer.from(value);
    }
  };
}

/** Where the bytes may begin a mark that has not come whole; their length if they do not. */
function unfinished(bytes: Buffer, mark: Buffer): number {
  const whole = bytes.indexOf(mark);
  if (whole >= 0) return whole;
  const from = Math.max(0, bytes.length - mark.length);
  for (let at = bytes.indexOf(0, from); at >= 0; at = bytes.indexOf(0, at + 1)) {
    if (mark.subarray(0, bytes.length - at).equals(bytes.subarray(at))) return at;
  }
  return bytes.length;
}
