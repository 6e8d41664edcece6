/** @file Comms as cells see them: named channels between a cell and code of the front end. */
import type {Metadata} from "../engine.ts";

export interface CommMessageEvent {
  readonly data: unknown;
  readonly buffers: readonly Uint8Array[];
}

/** One open channel. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  readonly closed: boolean;
  send(data: unknown, options?: {readonly buffers?: readonly Uint8Array[]; readonly metadata?: Metadata}): void;
  /** Listens to the other side; what the listener prints belongs to the cell that called this. Returns the way to stop. */
  onMessage(listener: (event: CommMessageEvent) => unknown): () => void;
  /** Called once, when the other side closes. */
  onClose(listener: (event: CommMessageEvent) => unknown): () => void;
  close(data?: unknown): void;
}

/** Called when the front end opens a comm of a registered target. */
export type CommListener = (comm: Comm, opening: CommMessageEvent) => unknown;
