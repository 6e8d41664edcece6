/** @file Websockets as a test needs them: the answer to a handshake, and a client of one kernel. */
import WebSocket from "ws";
import {author, type Channel, type Content, type Message} from "../../../lib/jupyter/protocol/message.ts";
import {binary, binaryForm, plain} from "../../../lib/lab/server/kernels/frames.ts";
import type {TestServer} from "./harness.ts";

/** 101 where the websocket opens. */
export function handshake({server}: TestServer, path: string, headers: Readonly<Record<string, string>> = {}): Promise<{readonly status: number}> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, {headers});
    socket.on("open", () => (socket.terminate(), resolve({status: 101})));
    socket.on("unexpected-response", (request, response) => (request.destroy(), resolve({status: response.statusCode ?? 0})));
    socket.on("error", (error) => (error.message.includes("101") ? undefined : reject(error)));
  });
}

export interface Heard extends Message {
  readonly channel: string;
}

export interface KernelClient {
  readonly heard: Heard[];
  readonly protocol: string;
  send(type: string, content: Content, options?: {readonly channel?: Channel; readonly metadata?: Content; readonly buffers?: readonly Uint8Array[]}): string;
  until(fits: (message: Heard) => boolean): Promise<Heard>;
  /** Resolves when the request is answered and the kernel idle again. */
  done(id: string): Promise<Message>;
  /** Without a goodbye, as a lost connection. */
  drop(): void;
}

export async function kernelClient({server}: TestServer, kernel: string, {session, form = "binary"}: {readonly session: string; readonly form?: "binary" | "json"}): Promise<KernelClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/kernels/${kernel}/channels?session_id=${session}&token=${server.token}`, form === "binary" ? [binaryForm] : []);
  const heard: Heard[] = [];
  const watchers = new Set<() => void>();
  const {encode} = form === "binary" ? binary : plain;
  socket.on("message", (data: Buffer, isBinary) => {
    heard.push(form === "binary" ? readBinary(data) : readPlain(data, isBinary));
    for (const look of watchers) look();
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  const write = author("client", session);
  const until: KernelClient["until"] = (fits) => new Promise((resolve) => {
    const look = (): void => {
      const found = heard.find(fits);
      if (found && watchers.delete(look)) resolve(found);
    };
    watchers.add(look);
    look();
  });
  const prefix = Math.random().toString(36).slice(2);
  return {
    heard, protocol: socket.protocol, until,
    send(type, content, {channel = "shell", metadata = {}, buffers = []} = {}) {
      const message = write({type, content, metadata, buffers});
      const own = {...message, header: {...message.header, msg_id: `${prefix}-${message.header.msg_id}`}};
      socket.send(encode(channel, own));
      return own.header.msg_id;
    },
    async done(id) {
      await until((message) => message.parent_header.msg_id === id && message.content["execution_state"] === "idle");
      return until((message) => message.parent_header.msg_id === id && message.channel !== "iopub");
    },
    drop: () => socket.terminate()
  };
}

/** Read after the published description of the form, not by the code under test. */
function readBinary(data: Buffer): Heard {
  const count = Number(data.readBigUInt64LE(0));
  const at = Array.from({length: count}, (_, i) => Number(data.readBigUInt64LE(8 + 8 * i)));
  const [channel, ...parts] = at.slice(0, -1).map((start, i) => data.subarray(start, at[i + 1]));
  const [header, parent, metadata, content] = parts.slice(0, 4).map((part) => JSON.parse(String(part)) as never);
  return {channel: String(channel), header: header!, parent_header: parent!, metadata: metadata!, content: content!, buffers: parts.slice(4)};
}

function readPlain(data: Buffer, isBinary: boolean): Heard {
  if (!isBinary) return JSON.parse(String(data)) as Heard;
  const count = data.readUInt32BE(0);
  const at = [...Array.from({length: count}, (_, i) => data.readUInt32BE(4 + 4 * i)), data.length];
  const [json, ...buffers] = at.slice(0, -1).map((start, i) => data.subarray(start, at[i + 1]));
  return {...(JSON.parse(String(json)) as Heard), buffers};
}
