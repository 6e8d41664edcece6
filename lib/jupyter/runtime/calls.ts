/** @file Commands that wait for their answer; the death of the child answers them all. */
import type {Failure, Outcome} from "../engine.ts";
import {encodeBody, encodeFrame} from "./frame.ts";
import type {Command} from "./messages.ts";

/** How a command ended: the outcome of a cell, or the value that was asked for. */
export interface Answer {
  readonly outcome?: Outcome;
  readonly value?: unknown;
}

export interface Calls {
  /** Resolves with the child's answer, also when it dies over it. */
  call(command: (id: number) => Command, parts?: readonly Uint8Array[]): Promise<Answer>;
  /** A command that nobody answers. */
  tell(command: Command): void;
  answer(id: number, answer: Answer): void;
  /** The commands that wait for their answer. */
  open(): readonly number[];
  /** From now on, and for all that wait, the answer is that the state has gone. */
  end(failure: Failure): void;
}

export function createCalls(ready: Promise<void>, write: (frame: Buffer) => void): Calls {
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  let lost: Answer | undefined;

  const send = (command: Command, parts?: readonly Uint8Array[]): void => write(encodeFrame("message", 0, encodeBody(command, parts)));
  const answer = (id: number, given: Answer): void => {
    waiting.get(id)?.(given);
    waiting.delete(id);
  };
  return {
    async call(command, parts) {
      await ready.catch(() => {}); // A child that never got ready has ended, and `lost` says so.
      if (lost) return lost;
      const id = ++count;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        send(command(id), parts);
      });
    },
    tell: (command) => send(command),
    answer,
    open: () => [...waiting.keys()],
    end(failure) {
      lost = {outcome: {status: "error", failure, lost: true}};
      for (const id of [...waiting.keys()]) answer(id, lost);
    }
  };
}
