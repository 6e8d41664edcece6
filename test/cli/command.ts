/** @file Runs the `spikebook` command from its source. */
import {spawn, type ChildProcess, type SpawnOptions} from "node:child_process";
import {join} from "node:path";

export const entry = join(import.meta.dirname, "..", "..", "lib", "cli", "spikebook.ts");
const nodeArguments = ["--conditions=spikebook-source", "--disable-warning=ExperimentalWarning"];

export function start(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [...nodeArguments, entry, ...args], {stdio: ["ignore", "pipe", "pipe"], ...options});
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export function ended(child: ChildProcess): Promise<Ended> {
  const texts = {out: "", err: ""};
  child.stdout?.on("data", (chunk) => void (texts.out += String(chunk)));
  child.stderr?.on("data", (chunk) => void (texts.err += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({code, signal, ...texts}));
  });
}

export const run = (args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  ended(start(args, {env: {...process.env, ...variables}}));
