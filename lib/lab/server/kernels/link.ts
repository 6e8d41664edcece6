/** @file The server's end of one kernel process, by whichever way its messages go. */
import type {Channel, Message} from "../../../jupyter/protocol/message.ts";

export interface Link {
  send(channel: Channel, message: Message): void;
  /** Resolves when the kernel has heard of it. */
  interrupt(): Promise<void>;
  /** Ends the process and all that it started; resolves when it has gone. Never rejects. */
  close(): Promise<void>;
  /** Resolves when the process has gone, asked or not. */
  readonly gone: Promise<void>;
}

export interface LinkOptions {
  /** The folder in which the kernel works. */
  readonly cwd: string;
  readonly receive: (channel: Channel, message: Message) => void;
  readonly log: (line: string) => void;
}

/** Starts a kernel process. @throws Error if it cannot be started at all. */
export type StartLink = (options: LinkOptions) => Promise<Link>;
