/** @file Starts a kernel by its kernelspec and sees whether it answers and runs a cell. */
import {spawn, type ChildProcess} from "node:child_process";
import {randomUUID} from "node:crypto";
import {once} from "node:events";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createServer, type AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {Dealer} from "zeromq";
import {parseConnection, socketNames} from "../protocol/connection.ts";
import {author, type Content} from "../protocol/message.ts";
import {wire} from "../protocol/wire.ts";
import type {Spec} from "./spec.ts";

export interface Answer {
  /** From the start to the first answer, ms. */
  readonly startTime: number;
  /** From the start to the end of the first cell, ms. */
  readonly cellTime: number;
}

/** @throws Error with the kernel's own words if it ends, or is silent for `limit` ms. */
export async function probe(spec: Spec, limit = 60_000): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), "spikebook-doctor-"));
  const fields = await freeFields();
  const file = join(folder, "connection.json");
  writeFileSync(file, JSON.stringify(fields), {mode: 0o600});
  const [command = "", ...args] = spec.argv.map((each) => each.replace("{connection_file}", file));
  const start = performance.now();
  const child = spawn(command, args, {env: {...process.env, ...spec.env}, stdio: ["ignore", "ignore", "pipe"]});
  const words: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => void words.push(String(chunk)));
  const {done, end} = converse(fields, start);
  try {
    return await Promise.race([done, ending(child, words), silence(limit, words)]);
  } finally {
    end();
    done.catch(() => {});
    if (child.exitCode === null) await Promise.race([once(child, "exit"), setTimeout(5000, undefined, {ref: false})]);
    child.kill("SIGKILL");
    rmSync(folder, {recursive: true, force: true});
  }
}

interface Conversation {
  /** Resolves when the kernel has done all that was asked. */
  readonly done: Promise<Answer>;
  end(): void;
}

function converse(fields: Content, start: number): Conversation {
  const {addresses, key, hash} = parseConnection(fields);
  const {encode} = wire(key, hash);
  const write = author("doctor");
  const [shell, control] = [new Dealer({linger: 0}), new Dealer({linger: 500})];
  shell.connect(addresses.shell);
  control.connect(addresses.control);
  const ask = async (socket: Dealer, type: string, content: Content): Promise<number> => {
    await socket.send(encode(write({type, content}), []));
    await socket.receive();
    return performance.now() - start;
  };
  async function all(): Promise<Answer> {
    const startTime = await ask(shell, "kernel_info_request", {});
    const cellTime = await ask(shell, "execute_request", {code: "1 + 1", store_history: false, allow_stdin: false});
    await ask(control, "shutdown_request", {restart: false});
    return {startTime, cellTime};
  }
  return {done: all(), end: () => [shell, control].forEach((socket) => socket.close())};
}

async function ending(child: ChildProcess, words: readonly string[]): Promise<never> {
  const reason = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  // A shutdown that was asked for is answered first.
  await setTimeout(1000, undefined, {ref: false});
  throw new Error(`${reason}${said(words)}`);
}

async function silence(limit: number, words: readonly string[]): Promise<never> {
  await setTimeout(limit, undefined, {ref: false});
  throw new Error(`no answer in ${limit / 1000} s${said(words)}`);
}

const said = (words: readonly string[]): string => (words.length === 0 ? "" : `; it said: ${words.join("").trim().slice(-2000)}`);

async function freeFields(): Promise<Content> {
  const servers = socketNames.map(() => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return {transport: "tcp", ip: "127.0.0.1", key: randomUUID(), ...Object.fromEntries(socketNames.map((name, i) => [`${name}_port`, ports[i]]))};
}
