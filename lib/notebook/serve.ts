/** @file A folder of pages over HTTP, for this machine alone. */
import {readFile, realpath} from "node:fs/promises";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import {extname, join, sep} from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
  ".ipynb": "application/x-ipynb+json", ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2"
};

export interface Served {
  /** `http://127.0.0.1:PORT/`. */
  readonly address: string;
  close(): Promise<void>;
}

/** How many ports after a taken one are tried. */
const tries = 50;

/** Serves `folder` on the loopback, at `port` or the next free one; 0 takes any. */
export async function serveFolder(folder: string, port: number): Promise<Served> {
  const root = await realpath(folder);
  const server = createServer((request, response) => void answer(root, request, response));
  const bound = await listen(server, port);
  return {
    address: `http://127.0.0.1:${bound}/`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    })
  };
}

async function listen(server: Server, port: number): Promise<number> {
  for (let i = 0; ; i++) {
    try {
      return await attempt(server, port === 0 ? 0 : port + i);
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" || i === tries || port + i >= 65_535) throw new Error(`start: no free port from ${port} on (${code ?? String(error)}); choose another with --port`);
    }
  }
}

function attempt(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const say = (status: number, text: string): void => void response.writeHead(status, {...headers, "content-type": "text/plain; charset=utf-8"}).end(text);
  if (request.method !== "GET" && request.method !== "HEAD") return say(405, "only GET");
  // A page elsewhere can point a name of its own at this machine; it does not get to read with it.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? "")) return say(403, "this server answers to localhost alone");
  const file = await fileFor(root, request.url ?? "/");
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || content === undefined) return say(404, "no such page");
  response.writeHead(200, {...headers, "content-type": types[extname(file)] ?? "application/octet-stream", "content-length": content.byteLength});
  response.end(request.method === "HEAD" ? undefined : content);
}

const headers = {"x-content-type-options": "nosniff", "cache-control": "no-cache", "referrer-policy": "no-referrer"};

/** The file under `root` that the URL names; nothing for whatever lies outside, by whichever way. */
async function fileFor(root: string, url: string): Promise<string | undefined> {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/, ""));
    if (path.includes("\0") || path.includes("\\")) return undefined;
    const file = await realpath(join(root, path.endsWith("/") ? `${path}index.html` : path));
    return file.startsWith(root + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}
