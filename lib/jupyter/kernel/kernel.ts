/** @file The kernel: Jupyter messages in, Jupyter messages out; it knows no sockets. */
import {setTimeout} from "node:timers/promises";
import type {CreateEngine, Engine} from "../engine.ts";
import {history as historyOf, memoryStore, type History} from "../history/history.ts";
import {author, type Envelope} from "../protocol/message.ts";
import {cells} from "./cells.ts";
import {comms} from "./comms.ts";
import {errorReply, failureOf} from "./failure.ts";
import {handlers} from "./handlers.ts";
import {origins} from "./origins.ts";
import {outputs} from "./outputs.ts";
import {publisher, type Request} from "./publisher.ts";
import {schedule} from "./schedule.ts";
import {serving} from "./serving.ts";
import {stdin} from "./stdin.ts";

/** How long an engine has for its end, ms. */
const patience = 3000;

export interface KernelOptions {
  readonly engine: CreateEngine;
  /** Where the notebook lives. */
  readonly cwd: string;
  /** What earlier sessions ran; by default only this one is known. */
  readonly history?: History;
  /** Told of messages that cannot be served and have no one to answer. */
  readonly log?: (line: string) => void;
}

export interface Kernel {
  /** Takes a message from a front end; what comes of it is published. Never throws. */
  receive(envelope: Envelope): void;
  /** Stops the cell that runs and keeps the state. */
  interrupt(): Promise<void>;
  /** Ends the session and its processes. */
  close(): Promise<void>;
  /** Resolves when the session has ended, by `close` or by a front end's request. */
  readonly closed: Promise<void>;
}

/** Starts a session; `publish` gets every message for the front ends, in order, beginning with the status `starting`. */
export function createKernel(options: KernelOptions, publish: (envelope: Envelope) => void): Kernel {
  const {log = () => {}} = options;
  const say = publisher(author("kernel"), publish);
  const runs = origins();
  const links = comms();
  const out = outputs(say, runs, links);
  const questions = stdin(say, runs, out.flush);
  const {promise: closed, resolve: end} = Promise.withResolvers<void>();
  const server = serving({publisher: say, flush: out.flush, log});
  let ended: Promise<void> | undefined;

  say.status("starting", {});
  const engine: Engine = options.engine({
    cwd: options.cwd,
    host: {
      output: out.take,
      input: questions.ask,
      lost(failure) {
        out.take({type: "stream", name: "stderr", text: `${failure.name}: ${failure.message}\n`}, 0);
        dropComms();
      }
    }
  });
  engine.ready.catch((error: unknown) => ended ?? log(`the engine did not start: ${failureOf(error).message}`));
  const history = options.history ?? historyOf(memoryStore());
  const runner = cells({engine, publisher: say, origins: runs, outputs: out, history, onLost: dropComms});
  const queued = schedule(runner, say, server);
  const table = handlers({engine, publisher: say, origins: runs, comms: links, history, interrupt, close});

  /** A comm whose other end has died is closed for the front ends too. */
  function dropComms(): void {
    const parent = runs.latest()?.request.message.header ?? {};
    for (const id of links.drop()) say.broadcast("comm_close", {comm_id: id, data: {}}, parent);
  }

  function dispatch(request: Request): void {
    const type = request.message.header.msg_type;
    if (ended) return log(`${type}: the session has ended`);
    if (type === "input_reply") return questions.receive(request);
    if (type === "execute_request") return queued.add(request);
    const handler = table[type];
    if (handler) return void server.serve(request, handler.reply, () => handler.work(request));
    log(`${type}: no such message type`);
    if (!type.endsWith("_request")) return;
    const refusal = {name: "NotImplementedError", message: `${type}: this kernel does not know it`, traceback: []};
    void server.serve(request, type.replace(/_request$/, "_reply"), () => errorReply(refusal));
  }

  async function interrupt(): Promise<void> {
    const stopped = engine.interrupt();
    questions.cancel("interrupted");
    await stopped;
  }

  function close(): Promise<void> {
    return (ended ??= (async () => {
      questions.cancel("the session ends");
      queued.abort();
      await Promise.race([engine.close(), setTimeout(patience, undefined, {ref: false})]).catch((error: unknown) => log(`the engine did not close: ${failureOf(error).message}`));
      out.flush();
      end();
    })());
  }

  return {
    receive(request) {
      try {
        dispatch(request);
      } catch (error) {
        log(`${request.message.header.msg_type}: ${failureOf(error).message}`);
      }
    },
    interrupt,
    close,
    closed
  };
}
