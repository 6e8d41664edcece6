/** @file Asks the person at the front end, one question at a time. */
import type {Host, Origin} from "../engine.ts";
import type {Origins} from "./origins.ts";
import type {Publisher, Request} from "./publisher.ts";

interface Question {
  /** The identifier of the request whose cell asks. */
  readonly asker: string;
  readonly ask: () => string;
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
  /** The identifier of the message that asked, once it is out. */
  id?: string;
}

export interface Stdin {
  readonly ask: Host["input"];
  /** An `input_reply`. */
  receive(request: Request): void;
  /** Gives up every open question. */
  cancel(reason: string): void;
}

/** `flush` sends what was printed before the question. */
export function stdin(publisher: Publisher, origins: Origins, flush: () => void): Stdin {
  const open: Question[] = [];

  function askNext(): void {
    const [first] = open;
    if (first && first.id === undefined) first.id = first.ask();
  }

  return {
    ask({prompt, password}, origin: Origin) {
      const run = origins.find(origin);
      if (!run?.stdin) return Promise.reject(new Error("input: this front end cannot be asked (allow_stdin is false)"));
      return new Promise((resolve, reject) => {
        const ask = (): string => {
          flush();
          return publisher.answer(run.request, "input_request", {prompt, password}, {channel: "stdin"}).msg_id;
        };
        open.push({asker: run.request.message.header.msg_id, ask, resolve, reject});
        askNext();
      });
    },
    receive({message: {parent_header: parent, content}}) {
      const [first] = open;
      // Some clients name no parent, some the cell; one that names another question answers a cell that is gone.
      if (!first || ("msg_id" in parent && parent.msg_id !== first.id && parent.msg_id !== first.asker)) return;
      open.shift();
      if (typeof content["value"] === "string") first.resolve(content["value"]);
      else first.reject(new Error("input: the front end gave no answer"));
      askNext();
    },
    cancel(reason) {
      for (const question of open.splice(0)) question.reject(new Error(reason));
    }
  };
}
