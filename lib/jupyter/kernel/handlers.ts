/** @file What each type of request asks for, all but the running of cells. */
import type {Engine} from "../engine.ts";
import type {History} from "../history/history.ts";
import type {Content} from "../protocol/message.ts";
import type {Comms} from "./comms.ts";
import {record} from "./fields.ts";
import {kernelInfo} from "./info.ts";
import {complete, inspect, isComplete} from "./language.ts";
import type {Origins} from "./origins.ts";
import type {Publisher, Request} from "./publisher.ts";
import {recall} from "./recall.ts";

export interface HandlersOptions {
  readonly engine: Engine;
  readonly publisher: Publisher;
  readonly origins: Origins;
  readonly comms: Comms;
  readonly history: History;
  readonly interrupt: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Handler {
  /** The type of the reply; comm messages have none. */
  readonly reply?: string;
  /** The reply's content. */
  readonly work: (request: Request) => Promise<Content | undefined> | Content;
}

export function handlers({engine, publisher, origins, comms, history, interrupt, close}: HandlersOptions): Readonly<Record<string, Handler>> {
  const comm: Handler = {
    async work(request) {
      const {header} = request.message;
      const origin = origins.add({request, silent: false, stdin: false, number: 0});
      await comms.receive(request, origin, engine, (id) => publisher.broadcast("comm_close", {comm_id: id, data: {}}, header));
      return undefined;
    }
  };
  const simple = (reply: string, work: (content: Content) => Promise<Content> | Content): Handler => ({reply, work: ({message}) => work(message.content)});
  return {
    kernel_info_request: simple("kernel_info_reply", () => kernelInfo),
    complete_request: simple("complete_reply", (content) => complete(content, engine)),
    inspect_request: simple("inspect_reply", (content) => inspect(content, engine)),
    is_complete_request: simple("is_complete_reply", (content) => isComplete(content, engine)),
    history_request: simple("history_reply", (content) => recall(content, history)),
    comm_info_request: simple("comm_info_reply", ({target_name: target}) => ({status: "ok", comms: comms.list(target)})),
    comm_open: comm,
    comm_msg: comm,
    comm_close: comm,
    debug_request: simple("debug_reply", undebugged),
    interrupt_request: simple("interrupt_reply", async () => {
      await interrupt();
      return {status: "ok"};
    }),
    shutdown_request: simple("shutdown_reply", ({restart}) => {
      setImmediate(() => void close());
      return {status: "ok", restart: restart === true};
    })
  };
}

/** The debug adapter protocol's way to say no. */
function undebugged(content: Content): Content {
  const {command = "", seq = 0} = record(content);
  return {type: "response", request_seq: seq, seq: 0, success: false, command, message: "this kernel has no debugger"};
}
