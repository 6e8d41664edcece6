/** @file PyTorch beside us: a Python process that answers one order at a time. */
import {spawn, spawnSync} from "node:child_process";
import {join} from "node:path";
import {createInterface} from "node:readline";

export interface Answer {
  /** Wall time and processor time of all threads, ms. */
  readonly ms: number;
  readonly cpu: number;
  readonly value: number | readonly number[];
  readonly version?: string;
  /** The library beside torch, where it was found. */
  readonly peer?: string | null;
  readonly rates?: readonly number[];
  readonly losses?: readonly number[];
}

export interface Torch {
  ask(order: Readonly<Record<string, unknown>>): Promise<Answer>;
  close(): void;
}

/** Starts a script of this folder under `SPIKEBOOK_PYTHON` or `python3`; nothing where there is no torch. */
export function torch(script = "engine.py"): Torch | undefined {
  const python = process.env["SPIKEBOOK_PYTHON"] ?? "python3";
  if (spawnSync(python, ["-c", "import torch"], {stdio: "ignore"}).status !== 0) return undefined;
  const child = spawn(python, ["-W", "ignore", join(import.meta.dirname, script)], {stdio: ["pipe", "pipe", "inherit"]});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async ask(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      const {value, done} = await lines.next();
      if (done) throw new Error("torch: the process ended; its message stands above");
      return JSON.parse(value) as Answer;
    },
    close: () => void child.stdin.end()
  };
}
