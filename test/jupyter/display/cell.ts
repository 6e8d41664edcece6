/** @file A cell without a runtime: a port that keeps what is sent, and a front end that answers comms. */
import {AsyncLocalStorage} from "node:async_hooks";
import {afterEach} from "vitest";
import type {CommMessage, Origin, Output} from "../../../lib/jupyter/engine.ts";
import {installDisplay} from "../../../lib/jupyter/display/install.ts";
import {publishPort, type Bundle, type Port} from "../../../lib/jupyter/runtime/port.ts";

export type Sent = Output & {readonly origin: Origin};

export interface TestCell {
  readonly sent: Sent[];
  /** Runs code as cell `origin`. */
  run<T>(origin: Origin, code: () => T): T;
  /** What the front end sends. */
  receive(message: CommMessage): Promise<void>;
  readonly comms: () => Readonly<Record<string, string>>;
  readonly format: (value: unknown) => Bundle | Promise<Bundle>;
  displays(): Extract<Sent, {type: "display"}>[];
  commMessages(): CommMessage[];
  text(): string;
}

/** Puts a port in place until the test has ended. `answer` is the person at the keyboard. */
export function testCell(answer: Port["input"] = () => Promise.reject(new Error("no one can be asked"))): TestCell {
  const storage = new AsyncLocalStorage<Origin>();
  const sent: Sent[] = [];
  const origin = (): Origin => storage.getStore() ?? 0;
  const port: Port = {
    send: (output, of = origin()) => void sent.push({...output, origin: of}),
    origin,
    within: (of, run) => storage.run(of, run),
    input: answer
  };
  publishPort(port);
  const {comm, comms, format} = installDisplay(port);
  const displays = () => sent.filter((each) => each.type === "display");
  return {
    sent,
    run: (of, code) => storage.run(of, code),
    receive: async (message) => comm(message),
    comms,
    format,
    displays,
    commMessages: () => sent.filter((each) => each.type === "comm").map((each) => each.comm),
    text: () => displays().map(({data}) => String(data["text/plain"])).join("\n")
  };
}

/** Takes the port away, as in plain Node. */
export function leaveCell(): void {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("spikebook.port")];
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("spikebook.display")];
}

afterEach(leaveCell);
