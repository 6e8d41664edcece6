/** @file A front end without a screen: drives the kernel by Jupyter messages, as JupyterLab does, but without sockets. */
import type {CreateEngine} from "../../jupyter/engine.ts";
import {createKernel} from "../../jupyter/kernel/kernel.ts";
import {author, type Channel, type Content, type Envelope, type Message} from "../../jupyter/protocol/message.ts";

export interface SessionOptions {
  readonly engine: CreateEngine;
  /** Where the notebook lives. */
  readonly cwd: string;
  /** Every message on iopub, in order. */
  readonly listen: (message: Message) => void;
}

export interface Session {
  /** Sends a request; `id` is its `msg_id`, `done` gives the reply once the kernel is idle again: no output comes after. */
  request(type: string, content: Content, options?: {readonly channel?: Channel; readonly metadata?: Content}): {readonly id: string; readonly done: Promise<Content>};
  /** Ends the kernel and its processes; what is still waited for is answered with an error. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (content: Content) => void;
  reply?: Content;
  idle?: true;
}

export function startSession({engine, cwd, listen}: SessionOptions): Session {
  // Before the first process of the kernel starts: outputs of a headless run are the same at every run.
  process.env["SPIKEBOOK_OUTPUT"] = "reproducible";
  const write = author("spikebook run");
  const waiting = new Map<string, Waiting>();
  const kernel = createKernel({engine, cwd}, receive);

  function receive({channel, message}: Envelope): void {
    if (channel === "iopub") listen(message);
    const id = message.parent_header.msg_id;
    const wait = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !wait) return;
    if (channel !== "iopub" && message.header.msg_type.endsWith("_reply")) wait.reply = message.content;
    if (message.header.msg_type === "status" && message.content["execution_state"] === "idle") wait.idle = true;
    if (wait.reply && wait.idle && waiting.delete(id)) wait.resolve(wait.reply);
  }

  const lost: Content = {status: "error", ename: "KernelClosed", evalue: "the kernel was closed while the cell ran", traceback: []};
  void kernel.closed.then(() => {
    for (const {resolve} of waiting.values()) resolve(lost);
    waiting.clear();
  });

  return {
    request(type, content, {channel = "shell", metadata = {}} = {}) {
      const message = write({type, content, metadata});
      const id = message.header.msg_id;
      const done = new Promise<Content>((resolve) => void waiting.set(id, {resolve}));
      kernel.receive({channel, message});
      return {id, done};
    },
    close: () => kernel.close()
  };
}
