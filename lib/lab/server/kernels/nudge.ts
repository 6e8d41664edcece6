/** @file Holds what is sent to a kernel back until it is heard on every socket: a subscription takes its time, and what was published before is lost. */
import {author, type Channel, type Message} from "../../../jupyter/protocol/message.ts";
import type {Link, LinkOptions} from "./link.ts";

/** How often a silent kernel is asked, and how long its silence is waited for, ms. */
const [interval, patience] = [500, 60_000];

export interface Nudged {
  readonly send: Link["send"];
  /** Every message from the kernel goes through here. */
  readonly receive: LinkOptions["receive"];
  close(): void;
}

export function nudge(send: Link["send"], receive: LinkOptions["receive"]): Nudged {
  const write = author("spikebook");
  const asked = new Set<string>();
  const heard = new Set<Channel>();
  let waiting: (readonly [Channel, Message])[] | undefined = [];

  const ask = (): void => {
    const question = write({type: "kernel_info_request"});
    asked.add(question.header.msg_id);
    send("shell", question);
  };
  const open = (): void => {
    clearInterval(timer);
    clearTimeout(limit);
    for (const each of waiting ?? []) send(...each);
    waiting = undefined;
  };
  const timer = setInterval(ask, interval);
  const limit = setTimeout(open, patience);
  ask();

  return {
    send(channel, message) {
      if (waiting) waiting.push([channel, message]);
      else send(channel, message);
    },
    receive(channel, message) {
      heard.add(channel);
      if (waiting && heard.has("iopub") && heard.has("shell")) open();
      // Answers to our own questions are no one else's.
      if (!asked.has(message.parent_header.msg_id ?? "")) receive(channel, message);
    },
    close() {
      clearInterval(timer);
      clearTimeout(limit);
    }
  };
}
