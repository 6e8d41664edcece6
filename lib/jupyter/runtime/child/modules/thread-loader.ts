/** @file The loader's hooks in a thread, as Node before 22.15 has them: this side asks for changed files and hears of sources. */
import {register} from "node:module";
import {MessageChannel, receiveMessageOnPort} from "node:worker_threads";
import {moduleUrl} from "../../../module-url.ts";
import {remember} from "../errors/cells.ts";
import type {Transpiled} from "./transpile.ts";

/** From the thread: a file that it has made JavaScript of, or the files that have changed. */
export type FromThread = (Transpiled & {readonly url: string}) | {readonly changed: readonly string[]};

export interface ThreadHooks {
  /** Asks for the files that have changed. */
  changed(): Promise<readonly string[]>;
  /** Takes in what the thread has told so far, without waiting for an event. */
  catchUp(): void;
}

export function startThreadHooks(): ThreadHooks {
  const {port1, port2} = new MessageChannel();
  const asked: ((paths: readonly string[]) => void)[] = [];
  register(moduleUrl("./thread-hooks", import.meta.url), {data: port2, transferList: [port2]});
  const hear = (message: FromThread): void => {
    if ("changed" in message) asked.shift()?.(message.changed);
    else remember(message.url, message.source, message.code, message.map);
  };
  port1.on("message", hear);
  return {
    changed: () => new Promise((resolve) => {
      asked.push(resolve);
      port1.postMessage("changed?");
    }),
    catchUp() {
      for (let next; (next = receiveMessageOnPort(port1)); ) hear(next.message as FromThread);
    }
  };
}
