/** @file Sends messages on one socket, one after the other. */
import type {MessageLike} from "zeromq";

export interface Outbox {
  post(frames: readonly Uint8Array[]): void;
  /** Resolves when all that was posted has been handed to the socket. */
  sent(): Promise<void>;
  /** What has not gone by now has no one to go to, and is left out. */
  end(): void;
}

interface Sender {
  send(frames: MessageLike[]): Promise<void>;
}

export function outbox(socket: Sender, log: (line: string) => void): Outbox {
  const waiting: (readonly Uint8Array[])[] = [];
  let sending: Promise<void> | undefined;
  let ended = false;

  async function drain(): Promise<void> {
    for (let frames = waiting.shift(); frames; frames = waiting.shift()) {
      try {
        await socket.send([...frames]);
      } catch (error) {
        if (!ended) log(`a message was not sent: ${(error as Error).message}`);
      }
    }
    sending = undefined;
  }

  return {
    post(frames) {
      if (ended) return;
      waiting.push(frames);
      sending ??= drain();
    },
    sent: () => sending ?? Promise.resolve(),
    end() {
      ended = true;
      waiting.length = 0;
    }
  };
}
