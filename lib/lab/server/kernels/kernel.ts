/** @file One kernel as the server keeps it: its process, the pages that listen, what they missed, and what it is doing. */
import {author, type Channel, type Message} from "../../../jupyter/protocol/message.ts";
import type {Link, LinkOptions} from "./link.ts";
import {replay} from "./replay.ts";
import {restarts} from "./restarts.ts";
import type {Kernelspec} from "./specs.ts";

export type ExecutionState = "starting" | "idle" | "busy" | "restarting" | "dead";

export interface KernelModel {
  readonly id: string;
  readonly name: string;
  readonly last_activity: string;
  readonly execution_state: ExecutionState;
  readonly connections: number;
}

/** A page that listens. */
export interface Listener {
  /** The page's own name for itself: after a lost connection it comes back with the same. */
  readonly session: string;
  readonly send: (channel: Channel, message: Message) => void;
}

/** What others want to know of a kernel. */
export interface Watcher {
  readonly asked?: (kernel: string, session: string, message: Message) => void;
  readonly heard?: (kernel: string, message: Message) => void;
  readonly attached?: (kernel: string, session: string) => void;
  readonly detached?: (kernel: string, session: string) => void;
  /** The process has gone: by a restart, a crash or for good. */
  readonly lost?: (kernel: string) => void;
}

export interface KernelOptions {
  readonly id: string;
  readonly spec: Kernelspec;
  readonly cwd: string;
  readonly watcher: Watcher;
  readonly log: (line: string) => void;
}

export interface ManagedKernel {
  readonly id: string;
  model(): KernelModel;
  /** What the page has missed comes first. Gives the way to take the page off again. */
  attach(listener: Listener): () => void;
  receive(listener: Listener, channel: Channel, message: Message): void;
  /** Says something to one page, as if the kernel had published it; a page that is not there yet hears it when it comes. Gives whether it is. */
  tell(session: string, message: Message): boolean;
  interrupt(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Requests whose answers still find their asker. */
const remembered = 20_000;

export async function startManaged({id, spec, cwd, watcher, log}: KernelOptions): Promise<ManagedKernel> {
  const listeners = new Set<Listener>();
  const missed = replay();
  const askers = new Map<string, string>();
  const write = author("spikebook");
  const crashes = restarts();
  let state: ExecutionState = "starting";
  let last = new Date();
  let link: Link;
  let current = 0;
  let closing: Promise<void> | undefined;
  let restarting: Promise<void> | undefined;

  function hear(channel: Channel, message: Message): void {
    last = new Date();
    const {msg_type: type} = message.header;
    const said = message.content["execution_state"];
    if (channel === "iopub" && type === "status" && (said === "starting" || said === "idle" || said === "busy")) state = said;
    if (channel === "iopub") watcher.heard?.(id, message);
    tell(channel, message);
  }
  /** Answers go to their asker, all else to everyone. */
  function tell(channel: Channel, message: Message): void {
    const asker = channel === "iopub" ? undefined : askers.get(message.parent_header.msg_id ?? "");
    missed.keep(channel, message, asker);
    for (const listener of listeners) if (asker === undefined || listener.session === asker) listener.send(channel, message);
  }
  const announce = (next: "restarting" | "dead"): void => {
    state = next;
    tell("iopub", write({type: "status", content: {execution_state: next}}));
  };

  async function start(): Promise<void> {
    const mine = ++current;
    const receive: LinkOptions["receive"] = (channel, message) => {
      if (mine === current) hear(channel, message);
    };
    const next = await spec.start({cwd, receive, log: (line) => log(`kernel ${id}: ${line}`)});
    // Closed meanwhile: what has just started must not stay.
    if (closing) return next.close();
    link = next;
    void link.gone.then(() => {
      if (mine === current && !closing) void crashed();
    });
  }
  async function crashed(): Promise<void> {
    watcher.lost?.(id);
    askers.clear();
    if (!crashes.again()) return announce("dead");
    announce("restarting");
    await start().catch((error: Error) => {
      log(`kernel ${id}: did not start again: ${error.message}`);
      announce("dead");
    });
  }

  async function restart(): Promise<void> {
    if (closing) return;
    current++;
    state = "restarting";
    await link.close();
    watcher.lost?.(id);
    askers.clear();
    missed.clear();
    await start().catch((error: unknown) => {
      announce("dead");
      throw error;
    });
  }

  await start();
  return {
    id,
    model: () => ({id, name: spec.name, last_activity: last.toISOString(), execution_state: state, connections: listeners.size}),
    attach(listener) {
      listeners.add(listener);
      for (const [channel, message] of missed.end(listener.session)) listener.send(channel, message);
      watcher.attached?.(id, listener.session);
      return () => {
        if (!listeners.delete(listener) || [...listeners].some(({session}) => session === listener.session)) return;
        if (!closing) missed.begin(listener.session);
        watcher.detached?.(id, listener.session);
      };
    },
    receive({session}, channel, message) {
      last = new Date();
      askers.set(message.header.msg_id, session);
      if (askers.size > remembered) askers.delete(askers.keys().next().value!);
      if (message.header.msg_type === "execute_request") watcher.asked?.(id, session, message);
      link.send(channel, message);
    },
    tell(session, message) {
      const there = [...listeners].filter((listener) => listener.session === session);
      for (const listener of there) listener.send("iopub", message);
      if (there.length > 0) return true;
      // All that the kernel says from now on waits behind it.
      missed.begin(session);
      missed.keep("iopub", message, session);
      return false;
    },
    interrupt: () => link.interrupt(),
    restart: () => (restarting ??= restart().finally(() => (restarting = undefined))),
    close: () => (closing ??= (async () => {
      await link.close();
      await restarting?.catch(() => {});
      watcher.lost?.(id);
      announce("dead");
      missed.clear();
    })())
  };
}
