/** @file What is answered to a request: a value, sent by one function. */
import {createReadStream} from "node:fs";
import {stat} from "node:fs/promises";
import {STATUS_CODES, type IncomingMessage, type ServerResponse} from "node:http";
import {pipeline} from "node:stream/promises";
import type {HttpFault} from "./fault.ts";

export type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface Reply {
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: string | Uint8Array | {readonly file: string};
}

/** Of every answer: no guessing of types, no address told to other sites. */
const always = {"x-content-type-options": "nosniff", "referrer-policy": "strict-origin-when-cross-origin"};
/** Of data: were it opened as a page, nothing in it could run. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'self'";

export function json(value: unknown, status = 200, headers: Headers = {}): Reply {
  return {status, headers: {"content-type": "application/json", "cache-control": "no-store", "content-security-policy": dataPolicy, ...headers}, body: JSON.stringify(value)};
}

export const nothing = (status = 204): Reply => ({status, headers: {"cache-control": "no-store"}});

export const html = (body: string, status = 200, headers: Headers = {}): Reply =>
  ({status, headers: {"content-type": "text/html; charset=utf-8", "cache-control": "no-store", "content-security-policy": "frame-ancestors 'self'; base-uri 'self'; form-action 'self'", ...headers}, body});

export const redirect = (location: string, headers: Headers = {}): Reply => ({status: 302, headers: {location, "cache-control": "no-store", ...headers}});

export const refusal = ({status, message}: HttpFault): Reply => json({message, reason: STATUS_CODES[status] ?? ""}, status);

export async function send(request: IncomingMessage, response: ServerResponse, {status, headers = {}, body}: Reply): Promise<void> {
  const mutable = Object.fromEntries(Object.entries({...always, ...headers}).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]));
  const bare = request.method === "HEAD" || body === undefined;
  if (body !== undefined && typeof body === "object" && "file" in body) {
    const {size} = await stat(body.file);
    response.writeHead(status, {...mutable, "content-length": size});
    if (bare) return void response.end();
    return pipeline(createReadStream(body.file), response);
  }
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  response.writeHead(status, {...mutable, ...(bytes !== undefined ? {"content-length": bytes.byteLength} : status === 204 || status === 304 ? {} : {"content-length": 0})});
  response.end(bare ? undefined : bytes);
}
