/** @file The front end's side of a kernel's ZeroMQ sockets. The library is loaded with the first kernel that needs it. */
import {randomUUID} from "node:crypto";
import {parseConnection} from "../../../jupyter/protocol/connection.ts";
import type {Channel, Content} from "../../../jupyter/protocol/message.ts";
import {outbox} from "../../../jupyter/protocol/outbox.ts";
import {wire} from "../../../jupyter/protocol/wire.ts";
import type {Link, LinkOptions} from "./link.ts";
import {nudge} from "./nudge.ts";

export interface Client {
  readonly send: Link["send"];
  close(): void;
}

export async function openClient(fields: Content, {receive, log}: Pick<LinkOptions, "receive" | "log">): Promise<Client> {
  const {Dealer, Subscriber} = await import("zeromq");
  const {addresses, key, hash} = parseConnection(fields);
  const {encode, decode} = wire(key, hash);
  // One identity on all sockets: by it a kernel knows whom to ask for input.
  const options = {linger: 1000, sendHighWaterMark: 0, receiveHighWaterMark: 0, routingId: randomUUID()};
  const sockets = {shell: new Dealer(options), control: new Dealer(options), stdin: new Dealer(options), iopub: new Subscriber({linger: 0, receiveHighWaterMark: 0})};
  for (const name of ["shell", "control", "stdin", "iopub"] as const) sockets[name].connect(addresses[name]);
  sockets.iopub.subscribe("");
  const posts = {shell: outbox(sockets.shell, log), control: outbox(sockets.control, log), stdin: outbox(sockets.stdin, log)};

  const {send, receive: heard, close} = nudge((channel, message) => {
    if (channel !== "iopub") posts[channel].post(encode(message, []));
  }, receive);
  async function listen(channel: Channel): Promise<void> {
    for await (const frames of sockets[channel]) {
      try {
        heard(channel, decode(frames).message);
      } catch (error) {
        log(`${channel}: a message was dropped: ${(error as Error).message}`);
      }
    }
  }
  for (const channel of ["shell", "control", "stdin", "iopub"] as const) listen(channel).catch((error: Error) => log(`a socket failed: ${error.message}`));

  return {
    send,
    close() {
      close();
      for (const {end} of Object.values(posts)) end();
      for (const socket of Object.values(sockets)) socket.close();
    }
  };
}
