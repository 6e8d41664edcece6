/** @file One child process: how it is started, watched, interrupted from outside, and ended with all that it started. */
import {spawn} from "node:child_process";
import type {ChildProcess} from "node:child_process";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Readable, Writable} from "node:stream";
import {fileURLToPath} from "node:url";
import {moduleUrl, nodeArguments} from "../module-url.ts";
import {guard} from "./guardian.ts";

export interface Death {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ChildOptions {
  readonly cwd: string;
  /** Limit of the heap, MB; Node's own where it is not given. */
  readonly maxHeapMb?: number | undefined;
  frames(chunk: Buffer): void;
  raw(name: "stdout" | "stderr", chunk: Buffer): void;
  /** fd 1 or 2 has ended. */
  ended(name: "stdout" | "stderr"): void;
  /** The process has gone, and all it wrote has been handed on. */
  gone(death: Death): void;
}

export interface Child {
  write(frame: Buffer): void;
  signal(signal: NodeJS.Signals): void;
  /** Ends the process and what it started. */
  kill(): void;
}

const windows = process.platform === "win32";
const grace = 150; // ms for the last bytes of a dead child: a grandchild may hold its pipes open for ever.

function argumentsFor(maxHeapMb: number | undefined): readonly string[] {
  const old = Number(process.versions.node.split(".")[0]) < 24;
  return [
    ...nodeArguments,
    "--inspect=127.0.0.1:0",
    "--inspect-publish-uid=stderr",
    // A callback stopped from outside leaves Node's stack of async ids unbalanced; without this check that is harmless.
    "--no-force-async-hooks-checks",
    ...(old ? ["--experimental-async-context-frame"] : []),
    ...(maxHeapMb === undefined ? [] : [`--max-old-space-size=${maxHeapMb}`])
  ];
}

function start({cwd, maxHeapMb}: ChildOptions): ChildProcess {
  const main = fileURLToPath(moduleUrl("./child/main", import.meta.url));
  const env = {NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"), ...process.env};
  // A group of its own: Ctrl-C at the kernel's terminal is the kernel's, and the group ends as one.
  return spawn(process.execPath, [...argumentsFor(maxHeapMb), main], {cwd, env, detached: !windows, windowsHide: true, stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"]});
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(windows ? child.pid : -child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // Gone already: as it should be.
  }
}

export function startChild(options: ChildOptions): Child {
  const child = start(options);
  const release = guard(child.pid);
  const commands = child.stdio[4] as Writable;
  const frames = child.stdio[3] as unknown as Readable;
  const open = new Set<Readable>([frames, child.stdout!, child.stderr!]);
  let death: Death | undefined;
  let told = false;

  const finish = (): void => {
    if (told || !death) return;
    told = true;
    for (const stream of open) stream.destroy();
    options.ended("stdout");
    options.ended("stderr");
    options.gone(death);
  };
  const close = (stream: Readable): void => {
    open.delete(stream);
    if (open.size === 0) finish();
  };
  commands.on("error", () => {}); // EPIPE: the child has gone, which `exit` tells.
  frames.on("data", (chunk: Buffer) => options.frames(chunk)).on("close", () => close(frames));
  child.stdout!.on("data", (chunk: Buffer) => options.raw("stdout", chunk)).on("close", () => (options.ended("stdout"), close(child.stdout!)));
  child.stderr!.on("data", (chunk: Buffer) => options.raw("stderr", chunk)).on("close", () => (options.ended("stderr"), close(child.stderr!)));
  child.on("error", () => ((death = {code: null, signal: null}), finish())); // Could not be started.
  child.on("exit", (code, signal) => {
    death = {code, signal};
    killGroup(child, "SIGKILL");
    release();
    if (open.size === 0) finish();
    else setTimeout(finish, grace);
  });
  return {
    write: (frame) => void (commands.writable && commands.write(frame)),
    signal: (signal) => killGroup(child, signal),
    kill: () => killGroup(child, "SIGKILL")
  };
}
