/** @file The language worker: one session, asked over the thread's port. */
import module from "node:module";
import {parentPort, workerData} from "node:worker_threads";
import type {Answers} from "./answers.ts";
import type {Reply, Request} from "./messages.ts";

const port = parentPort;
if (!port) throw new TypeError("language worker: must run as a worker thread");
const {cwd} = workerData as {readonly cwd: string};
module.enableCompileCache();
const answers = await load(cwd);
setImmediate(() => module.flushCompileCache());
port.on("message", ({id, question, arguments: given}: Request) => {
  port.postMessage(answer(id, () => (answers[question] as (...all: readonly unknown[]) => unknown)(...given)));
});

async function load(folder: string): Promise<Answers> {
  const [{createSession}, {answersFrom}] = await Promise.all([import("./session.ts"), import("./answers.ts")]);
  const session = createSession(folder);
  session.place("1 + 1");
  return answersFrom(session);
}

function answer(id: number, work: () => unknown): Reply {
  try {
    return {id, answer: work()};
  } catch (error) {
    return {id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error)};
  }
}
