/** @file What a kernel says while a page is away, kept until the page is back. */
import {jsonText} from "../../../jupyter/protocol/wire.ts";
import type {Channel, Message} from "../../../jupyter/protocol/message.ts";

export interface Replay {
  /** From now on the session's messages are kept. */
  begin(session: string): void;
  /** Keeps the message for all that are away, or for one of them. */
  keep(channel: Channel, message: Message, session?: string): void;
  /** What was kept; from now on nothing is. */
  end(session: string): readonly Kept[];
  clear(): void;
}

export type Kept = readonly [Channel, Message];

interface Away {
  readonly messages: Kept[];
  size: number;
}

export interface ReplayOptions {
  /** The most that is kept for one page, bytes; one that has missed more finds its outputs in the file. */
  readonly limit?: number;
  /** How many pages can be away at once; the one that went first is given up. */
  readonly pages?: number;
}

export function replay({limit = 64 * 2 ** 20, pages = 8}: ReplayOptions = {}): Replay {
  const away = new Map<string, Away>();

  function add(session: string, channel: Channel, message: Message, size: number): void {
    const page = away.get(session);
    if (!page) return;
    page.size += size;
    if (page.size > limit) away.delete(session);
    else page.messages.push([channel, message]);
  }
  return {
    begin(session) {
      if (away.has(session)) return;
      away.set(session, {messages: [], size: 0});
      if (away.size > pages) away.delete(away.keys().next().value!);
    },
    keep(channel, message, session) {
      if (away.size === 0 || (session !== undefined && !away.has(session))) return;
      const size = weight(message);
      for (const each of session === undefined ? [...away.keys()] : [session]) add(each, channel, message, size);
    },
    end(session) {
      const messages = away.get(session)?.messages ?? [];
      away.delete(session);
      return messages;
    },
    clear: () => away.clear()
  };
}

const weight = ({content, buffers}: Message): number => jsonText(content).length + buffers.reduce((sum, {byteLength}) => sum + byteLength, 0);
