/** @file Starts one of our kernels in a process of its own, without sockets. */
import {fork} from "node:child_process";
import {once} from "node:events";
import {fileURLToPath} from "node:url";
import {moduleUrl, nodeArguments} from "../../../jupyter/module-url.ts";
import {cleanEnvironment} from "./environment.ts";
import type {Link, LinkOptions} from "./link.ts";
import type {FromKernel, ToKernel} from "./own-messages.ts";

/** How long the process has for its end before it is killed, ms. */
const patience = 5000;

export async function startOwn({cwd, receive, log}: LinkOptions): Promise<Link> {
  const child = fork(fileURLToPath(moduleUrl("own-process", import.meta.url)), {
    cwd, env: cleanEnvironment(), execArgv: [...nodeArguments], serialization: "advanced", stdio: ["ignore", "ignore", "pipe", "ipc"],
    // In a group of its own, Ctrl-C in the terminal does not reach it.
    detached: process.platform !== "win32"
  });
  child.stderr?.on("data", (chunk: Buffer) => log(String(chunk).trimEnd()));
  const waiting: (() => void)[] = [];
  child.on("message", (what: FromKernel) => {
    switch (what.kind) {
      case "message": return receive(what.channel, what.message);
      case "interrupted": return waiting.shift()?.();
      case "log": return log(what.line);
      default: what satisfies never;
    }
  });
  const gone = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  void gone.then(() => waiting.splice(0).forEach((done) => done()));
  await once(child, "spawn");
  // Afterwards a failure of the channel is the end of the process, which is told in its own way.
  child.on("error", (error) => log(error.message));
  const say = (what: ToKernel): void => {
    if (child.connected) child.send(what, () => {});
  };
  return {
    gone,
    send: (channel, message) => say({kind: "message", channel, message}),
    interrupt() {
      const done = new Promise<void>((resolve) => void waiting.push(resolve));
      say({kind: "interrupt"});
      return Promise.race([done, gone]);
    },
    async close() {
      say({kind: "close"});
      const timer = setTimeout(() => child.kill("SIGKILL"), patience);
      await gone;
      clearTimeout(timer);
    }
  };
}
