/** @file A front end in the same process as the kernel: sends requests, and keeps all that was published. */
import {createKernel, type Kernel, type KernelOptions} from "../../../lib/jupyter/kernel/kernel.ts";
import {author, type Channel, type Content, type Envelope, type Message} from "../../../lib/jupyter/protocol/message.ts";

export interface Sent {
  readonly id: string;
  /** The reply, when it has come. */
  readonly reply: Promise<Message>;
  /** All that was published for the request, from busy to idle. */
  readonly done: Promise<readonly Envelope[]>;
}

export interface Session {
  readonly kernel: Kernel;
  readonly published: Envelope[];
  readonly logged: string[];
  send(type: string, content?: Content, options?: {readonly channel?: Channel; readonly metadata?: Content; readonly parent?: Message["parent_header"]; readonly buffers?: readonly Uint8Array[]}): Sent;
  run(code: string, content?: Content): Promise<readonly Envelope[]>;
  /** Resolves with the first message, past or to come, that fits. */
  until(fits: (envelope: Envelope) => boolean): Promise<Envelope>;
}

export const typeOf = ({message}: Envelope): string => message.header.msg_type;
export const parentOf = ({message: {parent_header: parent}}: Envelope): string => ("msg_id" in parent ? parent.msg_id : "");

/** A message in one word: its state, or its type. */
export const word = (envelope: Envelope): string => (typeOf(envelope) === "status" ? String(envelope.message.content["execution_state"]) : typeOf(envelope));

export function session(options: Omit<KernelOptions, "cwd" | "log">): Session {
  const write = author("tester");
  const published: Envelope[] = [];
  const logged: string[] = [];
  const watchers = new Set<() => void>();
  const kernel = createKernel({cwd: ".", log: (line) => logged.push(line), ...options}, (envelope) => {
    published.push(envelope);
    for (const look of watchers) look();
  });

  function until(fits: (envelope: Envelope) => boolean): Promise<Envelope> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = published.find(fits);
        if (!found) return;
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  }

  const send: Session["send"] = (type, content = {}, {channel = "shell", metadata = {}, parent = {}, buffers = []} = {}) => {
    const message = write({type, content, metadata, parent, buffers});
    const id = message.header.msg_id;
    kernel.receive({channel, message, route: [Buffer.from("tester")]});
    const mine = (envelope: Envelope): boolean => parentOf(envelope) === id;
    return {
      id,
      reply: until((each) => mine(each) && each.channel === channel && typeOf(each).endsWith("_reply")).then((each) => each.message),
      done: until((each) => mine(each) && word(each) === "idle").then(() => published.filter(mine))
    };
  };
  return {kernel, published, logged, send, until, run: (code, content = {}) => send("execute_request", {code, ...content}).done};
}
