/** @file One process that holds a submission: started with what little it needs, watched, and ended when it takes too much. */
import {spawn, type ChildProcess} from "node:child_process";
import {existsSync} from "node:fs";
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join, sep} from "node:path";
import type {Readable} from "node:stream";
import {fileURLToPath} from "node:url";
import {moduleUrl, nodeArguments} from "../../jupyter/module-url.ts";
import {guard} from "../../jupyter/runtime/guardian.ts";
import type {Step} from "./submission.ts";

export interface Limits {
  /** The longest that a step may take, s. */
  readonly timeout: number;
  /** MB */
  readonly memory: number;
}

/** How the process ended: by itself when all was done, by itself before that, or because it took too much. */
export type Ending = "done" | "ended" | "timeout" | "memory";

/** What it said, line by line; it may have said anything. */
export type Hear = (event: Readonly<Record<string, unknown>>) => void;

/** So many steps' time at most for all of them, however often it says that it is at the next. */
const patience = 6;
/** What Node itself takes, MB, besides the memory that a submission may have. */
const own = 200;
/** Characters that are listened to; no answer needs as many. */
const most = 20_000_000;

/** Runs `steps` in a process of their own; `hear` gets each line. Never rejects unless it is aborted. */
export async function runProcess(steps: readonly Step[], {timeout, memory, hear, signal}: Limits & {readonly hear: Hear; readonly signal?: AbortSignal | undefined}): Promise<Ending> {
  const folder = await mkdtemp(join(tmpdir(), "spikebook-grade-"));
  try {
    const child = start(folder, memory);
    return await watch(child, {steps, timeout, memory, hear, signal});
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Where modules may be read: our own, and packages. */
function readable(): readonly string[] {
  const library = fileURLToPath(new URL("../..", import.meta.url)), places = [join(library, "*"), join(dirname(library.replace(/[/\\]$/, "")), "package.json")];
  for (let folder = dirname(library); ; folder = dirname(folder)) {
    const modules = folder.endsWith(`${sep}node_modules`) ? folder : join(folder, "node_modules");
    if (existsSync(modules)) places.push(join(modules, "*"));
    if (folder === dirname(folder)) return places;
  }
}

function start(cwd: string, memory: number): ChildProcess {
  const main = fileURLToPath(moduleUrl("./jail", import.meta.url));
  const permission = process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
  const allowed = readable().map((place) => `--allow-fs-read=${place}`);
  const quiet = "--disable-warning=SecurityWarning";
  // Nothing of this process's surroundings goes along.
  const env = process.platform === "win32" ? {SystemRoot: process.env["SystemRoot"] ?? ""} : {};
  return spawn(process.execPath, [...nodeArguments, quiet, permission, ...allowed, `--max-old-space-size=${memory}`, main], {cwd, env, detached: process.platform !== "win32", windowsHide: true, stdio: ["pipe", "ignore", "ignore", "pipe"]});
}

interface Watched extends Limits {
  readonly steps: readonly Step[];
  readonly hear: Hear;
  readonly signal?: AbortSignal | undefined;
}

function watch(child: ChildProcess, {steps, timeout, memory, hear, signal}: Watched): Promise<Ending> {
  const release = guard(child.pid), {promise, resolve, reject} = Promise.withResolvers<Ending>();
  let ending: Ending = "ended", done = false;
  const end = (why: Ending): void => {
    ending = why;
    child.kill("SIGKILL");
  };
  const late = (): void => end("timeout");
  const all = setTimeout(late, patience * timeout * 1000), abort = (): void => end("ended");
  // The first step's time holds the start of the process, which on a busy machine takes its own.
  let step = setTimeout(late, (timeout + 20) * 1000);
  const size = setInterval(() => void residentMb(child.pid).then((mb) => mb > memory + own && end("memory")), 100);
  signal?.addEventListener("abort", abort);
  lines(child.stdio[3] as Readable, (event) => {
    if ("at" in event) {
      clearTimeout(step);
      step = setTimeout(late, timeout * 1000);
    }
    if (event["done"] === true) done = true;
    hear(event);
  }, () => end("memory"));
  child.stdin!.on("error", () => {}); // It has ended, as `close` tells.
  child.stdin!.end(JSON.stringify(steps));
  child.on("error", () => resolve("ended"));
  child.on("close", (_, by) => {
    for (const timer of [all, step]) clearTimeout(timer);
    clearInterval(size);
    release();
    signal?.removeEventListener("abort", abort);
    if (signal?.aborted) return reject(signal.reason as Error);
    // V8 ends a process whose heap is full by this signal.
    resolve(ending !== "ended" ? ending : done ? "done" : by === "SIGABRT" || by === "SIGTRAP" ? "memory" : "ended");
  });
  return promise;
}

/** Each whole line that is a JSON object; what is none is passed over. */
function lines(stream: Readable, hear: Hear, tooMuch: () => void): void {
  let rest = "", heard = 0;
  stream.setEncoding("utf8");
  stream.on("error", () => {});
  stream.on("data", (chunk: string) => {
    heard += chunk.length;
    if (heard > most) return tooMuch();
    const parts = (rest + chunk).split("\n");
    rest = parts.pop()!;
    for (const line of parts) {
      const event = parsed(line);
      if (event) hear(event);
    }
  });
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What the process holds in memory, MB; 0 where the system does not say (then the heap's limit must do). */
async function residentMb(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
}
