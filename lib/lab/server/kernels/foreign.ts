/** @file Starts a kernel by its kernelspec and speaks with it over ZeroMQ, as Jupyter does. */
import {spawn, type ChildProcess} from "node:child_process";
import {once} from "node:events";
import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import type {Spec} from "../../../jupyter/install/spec.ts";
import {author, type Content} from "../../../jupyter/protocol/message.ts";
import {freeFields} from "./free-ports.ts";
import {cleanEnvironment} from "./environment.ts";
import type {Link, LinkOptions} from "./link.ts";
import {openClient} from "./zeromq-client.ts";

/** How long a kernel has for its end before it is killed, ms. */
const patience = 5000;

export async function startForeign(spec: Spec, resources: string, {cwd, receive, log}: LinkOptions): Promise<Link> {
  const folder = await mkdtemp(join(tmpdir(), "spikebook-kernel-"));
  const file = join(folder, "connection.json");
  const fields = await freeFields();
  await writeFile(file, JSON.stringify(fields), {mode: 0o600});
  const [command = "", ...args] = spec.argv.map((each) => each.replaceAll("{connection_file}", file).replaceAll("{resource_dir}", resources));
  const env = cleanEnvironment(process.env, {...expanded(spec.env ?? {}), JPY_PARENT_PID: String(process.pid)});
  const child = spawn(command, args, {cwd, env, stdio: ["ignore", "ignore", "pipe"], detached: process.platform !== "win32"});
  child.stderr.on("data", (chunk: Buffer) => log(String(chunk).trimEnd()));
  const gone = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  const client = await started(child).then(() => openClient(fields, {receive, log})).catch(async (error: unknown) => {
    await rm(folder, {recursive: true, force: true});
    throw error;
  });
  void gone.then(() => {
    client.close();
    return rm(folder, {recursive: true, force: true});
  });
  const write = author("spikebook");
  const control = (type: string, content: Content): void => client.send("control", write({type, content}));
  return {
    gone,
    send: client.send,
    async interrupt() {
      if (spec.interrupt_mode === "message") control("interrupt_request", {});
      else signal(child, "SIGINT");
    },
    async close() {
      control("shutdown_request", {restart: false});
      const left = new AbortController();
      await Promise.race([gone, delay(patience, undefined, {signal: left.signal})]);
      left.abort();
      signal(child, "SIGKILL");
      await gone;
    }
  };
}

async function started(child: ChildProcess): Promise<void> {
  await once(child, "spawn");
  child.on("error", () => {});
}

/** To the kernel and all that it started, where there are groups of processes. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === "win32") child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It has gone by itself.
  }
}

/** A kernelspec may name variables of the environment: `${HOME}/x`. */
function expanded(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value.replace(/\$\{(\w+)\}/g, (_, each: string) => process.env[each] ?? "")]));
}
