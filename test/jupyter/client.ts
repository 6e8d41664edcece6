/** @file A small Jupyter client over real sockets: sends requests, keeps all that comes, waits for what it wants. */
import {randomUUID} from "node:crypto";
import {createServer} from "node:net";
import {Dealer, Request as HeartbeatSocket, Subscriber} from "zeromq";
import {parseConnection, socketNames, type Connection} from "../../lib/jupyter/protocol/connection.ts";
import {author, type Channel, type Content, type Envelope, type Message} from "../../lib/jupyter/protocol/message.ts";
import {wire} from "../../lib/jupyter/protocol/wire.ts";

export const word = ({message: {header, content}}: Envelope): string => (header.msg_type === "status" ? String(content["execution_state"]) : header.msg_type);
export const parentOf = ({message: {parent_header: parent}}: Envelope): string => ("msg_id" in parent ? parent.msg_id : "");

export interface Asked {
  readonly id: string;
  readonly reply: Promise<Message>;
  /** The reply's content. */
  readonly content: Promise<Content>;
  /** What was published for the request on iopub, from busy to idle. */
  readonly done: Promise<readonly Envelope[]>;
  /** Reply and idle both. */
  readonly both: Promise<{readonly content: Content; readonly outputs: readonly Envelope[]}>;
}

export interface Client {
  readonly received: readonly Envelope[];
  ask(type: string, content?: Content, options?: {readonly channel?: "shell" | "control"; readonly metadata?: Content; readonly buffers?: readonly Uint8Array[]}): Asked;
  execute(code: string, content?: Content): Asked;
  send(channel: "shell" | "control" | "stdin", message: Message): void;
  raw(channel: "shell" | "control", frames: readonly Uint8Array[]): Promise<void>;
  encode(message: Message): Uint8Array[];
  message(type: string, content?: Content, parent?: Message["parent_header"]): Message;
  until(fits: (envelope: Envelope) => boolean, what?: string): Promise<Envelope>;
  heartbeat(): Promise<string>;
  close(): void;
}

/** A connection file's fields with ports that are free now. */
export async function freeConnection(key: string = randomUUID()): Promise<Record<string, unknown>> {
  const ports = await Promise.all(socketNames.map(freePort));
  return {transport: "tcp", ip: "127.0.0.1", key, signature_scheme: "hmac-sha256", ...Object.fromEntries(socketNames.map((name, i) => [`${name}_port`, ports[i]]))};
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const {port} = server.address() as {port: number};
      server.close(() => resolve(port));
    });
  });
}

export function connect(fields: Readonly<Record<string, unknown>>, limit = 30_000): Client {
  const {addresses, key, hash}: Connection = parseConnection(fields);
  const {encode, decode} = wire(key, hash);
  const write = author("client");
  const options = {linger: 0, sendHighWaterMark: 0, receiveHighWaterMark: 0, routingId: randomUUID()};
  const sockets = {shell: new Dealer(options), control: new Dealer(options), stdin: new Dealer(options), iopub: new Subscriber({linger: 0, receiveHighWaterMark: 0}), hb: new HeartbeatSocket({linger: 0})};
  for (const name of socketNames) sockets[name].connect(addresses[name]);
  sockets.iopub.subscribe("");
  const received: Envelope[] = [];
  const watchers = new Set<() => void>();

  async function listen(channel: Channel): Promise<void> {
    for await (const frames of sockets[channel]) {
      received.push({channel, ...decode(frames)});
      for (const look of watchers) look();
    }
  }
  for (const channel of ["shell", "control", "stdin", "iopub"] as const) listen(channel).catch(() => {});

  function until(fits: (envelope: Envelope) => boolean, what = "the message"): Promise<Envelope> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(`${what} did not come in ${limit} ms; last: ${received.slice(-8).map(word).join(" ")}`));
      }, limit);
      const look = (): void => {
        const found = received.find(fits);
        if (!found) return;
        clearTimeout(timer);
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  }

  const send: Client["send"] = (channel, message) => void sockets[channel].send(encode(message, []));
  const ask: Client["ask"] = (type, content = {}, {channel = "shell", metadata = {}, buffers = []} = {}) => {
    const message = write({type, content, metadata, buffers});
    const id = message.header.msg_id;
    const mine = (envelope: Envelope): boolean => parentOf(envelope) === id;
    const reply = lazily(() => until((each) => mine(each) && each.channel === channel, `the reply to ${type}`).then((each) => each.message));
    const done = lazily(() => until((each) => mine(each) && word(each) === "idle", `idle after ${type}`).then(() => received.filter((each) => mine(each) && each.channel === "iopub")));
    send(channel, message);
    return {
      id,
      get reply() { return reply(); },
      get content() { return reply().then((each) => each.content); },
      get done() { return done(); },
      get both() { return Promise.all([reply(), done()]).then(([{content}, outputs]) => ({content, outputs})); }
    };
  };

  return {
    received, ask, send, until,
    execute: (code, content = {}) => ask("execute_request", {code, silent: false, store_history: true, user_expressions: {}, allow_stdin: true, stop_on_error: true, ...content}),
    raw: (channel, frames) => sockets[channel].send([...frames]),
    encode: (message) => encode(message, []),
    message: (type, content = {}, parent = {}) => write({type, content, parent}),
    async heartbeat() {
      const beat = randomUUID();
      await sockets.hb.send(beat);
      const [answer] = await sockets.hb.receive();
      if (String(answer) !== beat) throw new Error(`heartbeat: sent ${beat}, got ${answer}`);
      return beat;
    },
    close() {
      for (const socket of Object.values(sockets)) socket.close();
    }
  };
}

function lazily<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => (started ??= start());
}

/** The text that went to stdout or stderr. */
export function printed(outputs: readonly Envelope[], name = "stdout"): string {
  return outputs.filter(({message: {header, content}}) => header.msg_type === "stream" && content["name"] === name).map(({message}) => String(message.content["text"])).join("");
}

export const ofType = (outputs: readonly Envelope[], type: string): readonly Content[] => outputs.filter(({message}) => message.header.msg_type === type).map(({message}) => message.content);
