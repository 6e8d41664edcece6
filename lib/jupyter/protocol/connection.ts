/** @file The connection file: where the sockets of one kernel are, and the key that signs its messages. */
import {getHashes} from "node:crypto";
import {readFileSync} from "node:fs";

export const socketNames = ["shell", "control", "stdin", "iopub", "hb"] as const;
export type SocketName = (typeof socketNames)[number];

export interface Connection {
  readonly addresses: Readonly<Record<SocketName, string>>;
  /** Empty where messages are not signed. */
  readonly key: string;
  /** The hash of the signature, such as `sha256`. */
  readonly hash: string;
}

/** A connection file that cannot be used; the message says why. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/** @throws ConnectionError if the file is missing, is not JSON, or lacks a field. */
export function readConnection(file: string): Connection {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConnectionError(`connection file: cannot be read: ${(error as Error).message}`);
  }
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch (error) {
    throw new ConnectionError(`connection file: ${file} must hold JSON: ${(error as Error).message}`);
  }
  if (typeof fields !== "object" || fields === null) throw new ConnectionError(`connection file: ${file} must hold an object, got ${JSON.stringify(fields)}`);
  return parseConnection(fields as Readonly<Record<string, unknown>>);
}

/** @throws ConnectionError if a field is missing or of no use. */
export function parseConnection(fields: Readonly<Record<string, unknown>>): Connection {
  const {transport = "tcp", ip, key = "", signature_scheme: scheme = "hmac-sha256"} = fields;
  if (transport !== "tcp" && transport !== "ipc") throw wrong("transport", "tcp or ipc", transport);
  if (typeof ip !== "string" || ip === "") throw wrong("ip", "an address", ip);
  if (typeof key !== "string") throw wrong("key", "a string", key);
  if (typeof scheme !== "string" || !scheme.startsWith("hmac-") || !getHashes().includes(scheme.slice("hmac-".length))) throw wrong("signature_scheme", "hmac- and a hash that Node knows", scheme);
  const addresses = socketNames.map((name) => [name, address(transport, ip, port(fields, name))] as const);
  return {addresses: Object.fromEntries(addresses) as Connection["addresses"], key, hash: scheme.slice("hmac-".length)};
}

function port(fields: Readonly<Record<string, unknown>>, name: SocketName): number {
  const value = fields[`${name}_port`];
  if (!(Number.isInteger(value) && (value as number) > 0 && (value as number) < 65536)) throw wrong(`${name}_port`, "a whole number from 1 to 65535", value);
  return value as number;
}

function address(transport: "tcp" | "ipc", ip: string, port: number): string {
  if (transport === "ipc") return `ipc://${ip}-${port}`;
  return `tcp://${ip.includes(":") ? `[${ip}]` : ip}:${port}`;
}

function wrong(field: string, wanted: string, got: unknown): ConnectionError {
  return new ConnectionError(`connection file: ${field} must be ${wanted}, got ${got === undefined ? "nothing" : JSON.stringify(got)}`);
}
