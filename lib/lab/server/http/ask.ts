/** @file A request as a handler sees it. */
import type {IncomingHttpHeaders, IncomingMessage} from "node:http";
import {HttpFault} from "./fault.ts";

export type Fields = Readonly<Record<string, unknown>>;

export interface Ask {
  readonly method: string;
  /** The path as it was sent, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parts of the path that the route names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Whether the caller has shown the token, or a cookie that was given for it. */
  readonly known: boolean;
  /** @throws HttpFault 413 beyond the limit. */
  bytes(): Promise<Buffer>;
  /** The body as an object; empty where there is no body. @throws HttpFault 400 if it is not JSON of an object. */
  fields(): Promise<Fields>;
}

/** Reads a body of at most `limit` bytes; one that announces more is not read at all. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = (): HttpFault => new HttpFault(413, `the body must be at most ${limit} bytes`);
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export function parseFields(bytes: Buffer): Fields {
  if (bytes.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new HttpFault(400, "the body must be JSON");
  }
  // Clients say `null` where they have nothing to say.
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw new HttpFault(400, "the body must be a JSON object");
  return value as Fields;
}

/** A text of the body. @throws HttpFault 400 if it is another kind of value. */
export function textField(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new HttpFault(400, `${name} must be a string`);
  return value;
}
