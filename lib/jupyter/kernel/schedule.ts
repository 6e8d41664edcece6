/** @file When cells run: one behind the other, and after a failure those that wait are given up. */
import type {Content} from "../protocol/message.ts";
import type {Cells} from "./cells.ts";
import {errorFields, errorReply, failureOf} from "./failure.ts";
import {flag} from "./fields.ts";
import type {Publisher, Request} from "./publisher.ts";
import {arrivals, queue, type Job} from "./queue.ts";
import type {Serving} from "./serving.ts";

export interface Schedule {
  /** Takes an `execute_request`. */
  add(request: Request): void;
  /** Gives up the cells that wait. */
  abort(): void;
}

export function schedule(cells: Cells, publisher: Publisher, {serve, serveCell}: Serving): Schedule {
  const waiting = queue();
  const give = (jobs: readonly Job[]): void => jobs.forEach((job) => job.abort());

  /** The reply's content; a cell that could not even be run fails as one that was. */
  async function run(request: Request): Promise<Content> {
    try {
      return await cells.run(request);
    } catch (error) {
      publisher.broadcast("error", errorFields(failureOf(error)), request.message.header);
      return errorReply(failureOf(error));
    }
  }

  function job(request: Request): Job {
    const stops = flag(request.message.content, "stop_on_error", true);
    return {
      async run() {
        let abandoned: readonly Job[] = [];
        await serveCell(request, async () => {
          const content = await run(request);
          if (content["status"] === "error" && stops) {
            await arrivals();
            // What is sent in answer to the reply must run: so those that wait are taken before it goes out.
            abandoned = waiting.take();
          }
          return content;
        });
        give(abandoned);
      },
      abort: () => void serve(request, "execute_reply", () => ({status: "aborted"}))
    };
  }

  return {add: (request) => waiting.add(job(request)), abort: () => give(waiting.take())};
}
