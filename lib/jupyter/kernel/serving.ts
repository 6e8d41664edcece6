/** @file The shape of every request: busy, outputs, reply, idle. */
import type {Content} from "../protocol/message.ts";
import {errorReply, failureOf} from "./failure.ts";
import type {Publisher, Request} from "./publisher.ts";

export interface ServingOptions {
  readonly publisher: Publisher;
  /** Sends the outputs that still wait. */
  readonly flush: () => void;
  readonly log: (line: string) => void;
}

export type Work = () => Promise<Content | undefined> | Content | undefined;

export interface Serving {
  /** Serves a request whose reply, if it has one, is of type `replyType`; gives the reply's content. Never rejects. */
  serve(request: Request, replyType: string | undefined, work: Work): Promise<Content>;
  /** Serves the request of a cell: while it runs, others are served beside it. */
  serveCell(request: Request, work: Work): Promise<Content>;
}

export function serving({publisher, flush, log}: ServingOptions): Serving {
  let running: Request | undefined;

  async function attempt({message}: Request, replyType: string | undefined, work: Work): Promise<Content> {
    try {
      return (await work()) ?? {};
    } catch (error) {
      if (!replyType) log(`${message.header.msg_type}: ${failureOf(error).message}`);
      return errorReply(failureOf(error));
    }
  }

  async function serve(request: Request, replyType: string | undefined, work: Work): Promise<Content> {
    const {header} = request.message;
    const started = new Date().toISOString();
    publisher.status("busy", header);
    const content = await attempt(request, replyType, work);
    flush();
    if (replyType) publisher.answer(request, replyType, content, {metadata: {started}});
    publisher.status("idle", header);
    // A front end shows the last status it hears: the cell that still runs says its own again.
    if (running && running !== request) publisher.status("busy", running.message.header);
    return content;
  }

  return {
    serve,
    async serveCell(request, work) {
      running = request;
      const content = await serve(request, "execute_reply", work);
      running = undefined;
      return content;
    }
  };
}
