/** @file A server on a folder of its own, and requests to it that stand as they are written. */
import {mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {request, type IncomingHttpHeaders} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {startServer, type LabServer, type ServerOptions} from "../../../lib/lab/server/server.ts";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

export interface CallOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is where it is text. */
  readonly body?: unknown;
}

export interface TestServer {
  readonly server: LabServer;
  /** All folders of the test lie in it. */
  readonly base: string;
  readonly root: string;
  readonly data: string;
  readonly logged: string[];
  /** Without any proof; fetch would tidy the path, this does not. */
  call(path: string, options?: CallOptions): Promise<Answer>;
  /** With the token. */
  ask(path: string, options?: CallOptions): Promise<Answer>;
  /** With the token; the JSON of the answer. */
  json<T = any>(path: string, options?: CallOptions): Promise<T>;
  end(): Promise<void>;
}

export async function testServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const base = mkdtempSync(join(tmpdir(), "spikebook-lab-"));
  const [root, data] = [join(base, "root"), join(base, "data")];
  mkdirSync(root);
  mkdirSync(data);
  const logged: string[] = [];
  const server = await startServer({root, data, version: "1.2.3", port: 0, log: (line) => void logged.push(line), specFolders: [], ...options});
  const call: TestServer["call"] = (path, {method = "GET", headers = {}, body} = {}) => new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
    const asked = request({host: "127.0.0.1", port: server.port, path, method, headers: {...(text !== undefined && !headers["transfer-encoding"] && {"content-length": String(Buffer.byteLength(text))}), ...headers}}, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => void parts.push(part));
      response.on("end", () => resolve({status: response.statusCode!, text: Buffer.concat(parts).toString(), headers: response.headers}));
    });
    asked.on("error", reject);
    asked.end(text);
  });
  const ask: TestServer["ask"] = (path, given = {}) => call(path, {...given, headers: {authorization: `token ${server.token}`, ...given.headers}});
  return {
    server, base, root, data, logged, call, ask,
    async json(path, given) {
      const {status, text} = await ask(path, given);
      if (status >= 400) throw new Error(`${given?.method ?? "GET"} ${path}: ${status} ${text}`);
      return text === "" ? undefined : JSON.parse(text);
    },
    async end() {
      await server.close();
      rmSync(base, {recursive: true, force: true});
    }
  };
}

/** The cookies that an answer sets, as a browser sends them back, and the word against forged writes. */
export function cookiesOf({headers}: Answer): {readonly cookie: string; readonly word: string} {
  const pairs = (headers["set-cookie"] ?? []).map((each) => each.split(";")[0]!);
  return {cookie: pairs.join("; "), word: pairs.find((each) => each.startsWith("_xsrf="))?.slice("_xsrf=".length) ?? ""};
}
