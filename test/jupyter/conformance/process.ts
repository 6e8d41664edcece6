/** @file A kernel in a process of its own, started as Jupyter starts it, and a client at its sockets. */
import type {ChildProcess} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {start} from "../../cli/command.ts";
import {connect, freeConnection, word, type Client} from "../client.ts";

export interface KernelProcess {
  readonly child: ChildProcess;
  readonly client: Client;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the kernel wrote to stderr so far. */
  errors(): string;
  /** Resolves with the exit code, or the signal's name. */
  readonly exit: Promise<number | string>;
  end(): Promise<void>;
}

export interface StartOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** What follows the connection file. */
  readonly args?: readonly string[];
  /** The connection file of an earlier kernel, as at a restart. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export async function startKernel({variables = {}, args = [], fields: given}: StartOptions = {}): Promise<KernelProcess> {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  const file = join(folder, "connection.json");
  const fields = given ?? (await freeConnection());
  writeFileSync(file, JSON.stringify(fields));
  const child = start(["kernel", file, ...args], {cwd: folder, env: {...process.env, JPY_PARENT_PID: String(process.pid), JUPYTER_DATA_DIR: folder, ...variables}});
  let errors = "";
  child.stderr!.on("data", (chunk) => void (errors += String(chunk)));
  const exit = once(child, "exit").then(([code, signal]) => (signal ?? code) as number | string);
  const client = connect(fields, 50_000);
  await Promise.race([client.until((each) => word(each) === "iopub_welcome", "iopub_welcome"), exit.then(() => Promise.reject(new Error(`the kernel ended: ${errors}`)))]);
  return {
    child, client, fields, exit,
    errors: () => errors,
    async end() {
      client.close();
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await exit;
      rmSync(folder, {recursive: true, force: true});
    }
  };
}
