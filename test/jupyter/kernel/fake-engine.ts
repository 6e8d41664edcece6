/** @file An engine whose cells are functions of the test: what the kernel does is seen without a process. */
import type {CommMessage, CreateEngine, Engine, Failure, Host, Origin, Outcome, Output} from "../../../lib/jupyter/engine.ts";

export interface Stage {
  print(text: string, name?: "stdout" | "stderr"): void;
  send(output: Output): void;
  ask(prompt: string, password?: boolean): Promise<string>;
  /** Settles when the cell is interrupted. */
  readonly stopped: Promise<void>;
  readonly host: Host;
  readonly origin: Origin;
}

export type Script = (stage: Stage) => Promise<Outcome | void> | Outcome | void;

export const failure = (message: string, name = "Error"): Failure => ({name, message, traceback: [`${name}: ${message}`]});
export const failing = (message: string): Outcome => ({status: "error", failure: failure(message)});

export interface FakeEngine {
  readonly create: CreateEngine;
  /** What the kernel called, in order. */
  readonly calls: string[];
  readonly comms: CommMessage[];
  readonly overrides: Partial<Engine>;
  host(): Host;
}

/** Cells named by their code; other code does nothing and succeeds. Comm targets known: `known`. */
export function fakeEngine(scripts: Readonly<Record<string, Script>> = {}, overrides: Partial<Engine> = {}): FakeEngine {
  const calls: string[] = [];
  const comms: CommMessage[] = [];
  const open: Record<string, string> = {};
  let host: Host;
  let stop = (): void => {};

  const create: CreateEngine = (options) => {
    host = options.host;
    return {
      ready: Promise.resolve(),
      async execute(cell, origin) {
        calls.push(`execute ${cell.number} ${cell.code}${cell.id ? ` id=${cell.id}` : ""}${cell.tags ? ` tags=${cell.tags}` : ""}${cell.deleted ? ` deleted=${cell.deleted}` : ""}`);
        const stopped = new Promise<void>((resolve) => void (stop = resolve));
        const send = (output: Output): void => host.output(output, origin);
        const stage: Stage = {
          host, origin, send, stopped,
          print: (text, name = "stdout") => send({type: "stream", name, text}),
          ask: (prompt, password = false) => host.input({prompt, password}, origin)
        };
        try {
          return (await scripts[cell.code]?.(stage)) ?? {status: "ok"};
        } catch (error) {
          return failing((error as Error).message);
        }
      },
      expressions: async (code) => Object.fromEntries(Object.entries(code).map(([name, value]) => [name,
        value === "bad" ? {status: "error", failure: failure("bad is not defined", "ReferenceError")} : {status: "ok", data: {"text/plain": value}, metadata: {}}])),
      complete: async (code, cursor) => ({items: [{text: "toFixed", kind: "function", signature: "(n) => string"}], start: cursor - 2, end: Math.min(code.length, cursor + 1)}),
      inspect: async (code, cursor, detail) => (code.startsWith("nothing") ? undefined : {"text/plain": `${code.slice(0, cursor)}|${detail}`}),
      isComplete: async (code) => (code.endsWith("{") ? {status: "incomplete", indent: "  "} : {status: "complete"}),
      async comm(message, origin) {
        comms.push(message);
        if (message.kind === "open" && message.target === "known") open[message.id] = message.target;
        if (message.kind === "close") delete open[message.id];
        if (message.kind === "msg") host.output({type: "comm", comm: {kind: "msg", id: message.id, data: {echo: message.data}, ...(message.buffers && {buffers: message.buffers})}}, origin);
      },
      comms: async () => open,
      async interrupt() {
        calls.push("interrupt");
        stop();
      },
      restart: async () => void calls.push("restart"),
      close: async () => void calls.push("close"),
      ...overrides
    };
  };
  return {create, calls, comms, overrides, host: () => host};
}
