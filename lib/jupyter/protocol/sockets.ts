/** @file The five sockets of a kernel on ZeroMQ. */
import {Router, XPublisher} from "zeromq";
import type {Connection} from "./connection.ts";
import {author, type Channel, type Envelope, type Message} from "./message.ts";
import {outbox} from "./outbox.ts";
import {wire} from "./wire.ts";

export interface SocketsOptions {
  readonly receive: (envelope: Envelope) => void;
  /** Told of frames that are no message. */
  readonly log: (line: string) => void;
}

export interface Sockets {
  publish(envelope: Envelope): void;
  /** Sends what waits, then closes. */
  close(): Promise<void>;
}

type Incoming = "shell" | "control" | "stdin";
const incoming: readonly Incoming[] = ["shell", "control", "stdin"];

// Without a limit: what a slow client has not fetched waits, instead of being dropped.
const patient = {sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000, ipv6: true};

/** Binds all sockets; rejects where an address cannot be had, and leaves none open. */
export async function openSockets({addresses, key, hash}: Connection, {receive, log}: SocketsOptions): Promise<Sockets> {
  const {encode, decode} = wire(key, hash);
  const router = (): Router => new Router({...patient, handover: true});
  const sockets = {shell: router(), control: router(), stdin: router(), hb: router(), iopub: new XPublisher({...patient, verbosity: "allSubs"})};
  try {
    for (const name of ["hb", "iopub", "stdin", "control", "shell"] as const) await sockets[name].bind(addresses[name]);
  } catch (error) {
    for (const socket of Object.values(sockets)) socket.close();
    throw error;
  }

  const posts = {shell: outbox(sockets.shell, log), control: outbox(sockets.control, log), stdin: outbox(sockets.stdin, log), iopub: outbox(sockets.iopub, log)};
  function send(channel: Channel, message: Message, route: readonly Uint8Array[]): void {
    try {
      posts[channel].post(encode(message, route));
    } catch (error) {
      log(`${channel}: ${message.header.msg_type} cannot be written: ${(error as Error).message}`);
    }
  }

  async function listen(channel: Incoming): Promise<void> {
    for await (const frames of sockets[channel]) {
      try {
        receive({channel, ...decode(frames)});
      } catch (error) {
        log(`${channel}: a message was dropped: ${(error as Error).message}`);
      }
    }
  }

  const write = author("kernel");
  /** What belongs to no request (the status `starting`) waits for the first greeting, which is to come before all else. */
  let early: (() => void)[] | undefined = [];
  /** Every new subscriber is told that from now on it hears everything. */
  async function welcome(): Promise<void> {
    for await (const [frame] of sockets.iopub) {
      if (frame?.[0] !== 1) continue;
      const topic = frame.subarray(1);
      send("iopub", write({type: "iopub_welcome", content: {subscription: topic.toString()}}), [topic]);
      for (const late of early ?? []) late();
      early = undefined;
    }
  }

  async function beat(): Promise<void> {
    for await (const frames of sockets.hb) await sockets.hb.send(frames);
  }

  const end = (error: unknown): void => log(`a socket failed: ${(error as Error).message}`);
  for (const loop of [...incoming.map(listen), welcome(), beat()]) loop.catch(end);

  return {
    publish({channel, message, route}) {
      const post = (): void => send(channel, message, route ?? [Buffer.from(message.header.msg_type)]);
      if (early && channel === "iopub" && !("msg_id" in message.parent_header)) early.push(post);
      else post();
    },
    async close() {
      await Promise.all(Object.values(posts).map(({sent}) => sent()));
      for (const {end: stop} of Object.values(posts)) stop();
      for (const socket of Object.values(sockets)) socket.close();
    }
  };
}
