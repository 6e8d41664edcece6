/** @file A page's websocket to one kernel. */
import type {WebSocket} from "ws";
import type {ManagedKernel} from "./kernel.ts";
import {binary, binaryForm, plain} from "./frames.ts";

/** How often a page is asked whether it is still there, ms. */
const heartbeat = 30_000;
/** What may wait for a page that does not read, bytes; beyond it the page is cut off, and finds the rest when it is back. */
const backlog = 256 * 2 ** 20;

export interface ChannelsOptions {
  readonly session: string;
  readonly log: (line: string) => void;
}

export function serveChannels(socket: WebSocket, kernel: ManagedKernel, {session, log}: ChannelsOptions): void {
  const form = socket.protocol === binaryForm ? binary : plain;
  const listener: Parameters<ManagedKernel["attach"]>[0] = {
    session,
    send(channel, message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > backlog) return socket.terminate();
      socket.send(form.encode(channel, message));
    }
  };
  const detach = kernel.attach(listener);
  socket.on("message", (data: Buffer, isBinary) => {
    try {
      const {channel, message} = form.decode(isBinary ? data : data.toString());
      kernel.receive(listener, channel, message);
    } catch (error) {
      log(`a websocket message was dropped: ${(error as Error).message}`);
    }
  });
  keepAlive(socket);
  socket.on("close", detach);
  socket.on("error", () => socket.terminate());
}

/** A connection whose other end has gone without a word is closed at the second question. */
export function keepAlive(socket: WebSocket): void {
  let answered = true;
  socket.on("pong", () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, heartbeat);
  socket.on("close", () => clearInterval(timer));
}
