/** @file Brings a request through the gate to its handler, and the answer back; the same for websockets. */
import type {IncomingMessage, ServerResponse} from "node:http";
import type {Duplex} from "node:stream";
import {STATUS_CODES} from "node:http";
import {WebSocketServer, type WebSocket} from "ws";
import {parseFields, readBody, type Ask} from "./http/ask.ts";
import {faultOf, HttpFault} from "./http/fault.ts";
import {redirect, refusal, send, type Reply} from "./http/reply.ts";
import type {Found, Router} from "./http/router.ts";
import {binaryForm} from "./kernels/frames.ts";
import type {Gate} from "./security/gate.ts";
import {withoutToken} from "./security/login.ts";

export interface ServingOptions {
  readonly gate: Gate;
  readonly router: Router;
  /** Takes a websocket at a path, or gives nothing where there is none. */
  readonly sockets: (path: string, query: URLSearchParams) => ((socket: WebSocket) => void) | undefined;
  /** The largest body and websocket message, bytes. */
  readonly limit: number;
  readonly log: (line: string) => void;
}

export interface Serving {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Takes leave of all websockets. */
  close(): void;
  /** Ends those that have not answered. */
  cut(): void;
}

/** The largest body of one who has shown nothing yet: a login form, bytes. */
const strangersLimit = 64 * 1024;

/** What an answer comes to whose client has gone. */
const departures = new Set(["ERR_STREAM_PREMATURE_CLOSE", "EPIPE", "ECONNRESET"]);

export function serving({gate, router, sockets, limit, log}: ServingOptions): Serving {
  const upgrader = new WebSocketServer({noServer: true, maxPayload: limit, handleProtocols: (offered) => (offered.has(binaryForm) ? binaryForm : false)});

  async function reply(request: IncomingMessage): Promise<Reply> {
    const {path, query} = target(request);
    const method = request.method ?? "GET";
    const found = attempt(() => router.find(method, path));
    const proof = gate.admit({method, query, headers: request.headers, page: !(found instanceof HttpFault) && found.route.open === true});
    if (method === "OPTIONS") return {status: 204, headers: {"access-control-allow-methods": "GET, PUT, POST, PATCH, DELETE", "access-control-allow-headers": "authorization, content-type, x-xsrftoken"}};
    if (found instanceof HttpFault) throw found;
    const known = proof !== undefined;
    const ask = asked({request, found, path, query, limit: known ? limit : Math.min(limit, strangersLimit), known});
    if (proof !== undefined || found.route.open) return found.route.handler(ask);
    // A person who follows an old link is led to the login, a program is told.
    if (method === "GET" && (request.headers.accept ?? "").includes("text/html")) return redirect(`/login?next=${encodeURIComponent(withoutToken(ask))}`);
    throw new HttpFault(403, "Forbidden");
  }

  /** What failed in the server itself is for its log; addresses are logged without what follows the path: a token may stand there. */
  function told(error: unknown, request: IncomingMessage): HttpFault {
    const fault = faultOf(error);
    // A client that leaves amid its request is no fault of ours.
    if (fault.status === 500 && request.complete) log(`${request.method} ${target(request).path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return fault;
  }

  return {
    async answer(request, response) {
      const said = await reply(request).catch((error: unknown) => refusal(told(error, request)));
      // What is refused is not read to its end.
      const origin = gate.allowed(request.headers);
      const headers = {...said.headers, ...(origin && {"access-control-allow-origin": origin, "access-control-allow-credentials": "true", vary: "origin"}), ...(!request.complete && said.status >= 400 && {connection: "close"})};
      await send(request, response, {...said, headers}).catch((error: unknown) => {
        // Nor is one that leaves amid the answer.
        if (!departures.has(String((error as NodeJS.ErrnoException).code))) told(error, request);
        response.destroy();
      });
    },
    upgrade(request, socket, head) {
      socket.on("error", () => socket.destroy());
      try {
        const {path, query} = target(request);
        if (gate.admit({method: "GET", query, headers: request.headers}) === undefined) throw new HttpFault(403, "Forbidden");
        const take = sockets(path, query);
        if (!take) throw new HttpFault(404, "no such place");
        upgrader.handleUpgrade(request, socket, head, take);
      } catch (error) {
        const {status, message} = told(error, request);
        const body = JSON.stringify({message, reason: STATUS_CODES[status]});
        socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }
    },
    close() {
      for (const socket of upgrader.clients) socket.close(1001, "the server ends");
    },
    cut() {
      for (const socket of upgrader.clients) socket.terminate();
    }
  };
}

function target(request: IncomingMessage): {readonly path: string; readonly query: URLSearchParams} {
  const [, path = "/", query = ""] = /^([^?#]*)(?:\?([^#]*))?/.exec(request.url ?? "/") ?? [];
  // A proxy's form of address (http://host/path) is not ours.
  if (!path.startsWith("/")) throw new HttpFault(400, "the path must begin with /");
  return {path, query: new URLSearchParams(query)};
}

function attempt(find: () => Found): Found | HttpFault {
  try {
    return find();
  } catch (error) {
    if (error instanceof HttpFault) return error;
    throw error;
  }
}

interface AskedOptions {
  readonly request: IncomingMessage;
  readonly found: Found;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly limit: number;
  readonly known: boolean;
}

function asked({request, found, path, query, limit, known}: AskedOptions): Ask {
  let body: Promise<Buffer> | undefined;
  const bytes = (): Promise<Buffer> => (body ??= readBody(request, limit));
  return {method: request.method ?? "GET", path, query, headers: request.headers, params: found.params, known, bytes, fields: async () => parseFields(await bytes())};
}
