/** @file The Jupyter Server in Node: notebooks, kernels, sessions and the front end's page, over HTTP and websockets. */
import {randomBytes} from "node:crypto";
import {realpath, stat} from "node:fs/promises";
import {createServer} from "node:http";
import {dirname, join} from "node:path";
import {contents as openContents, type Contents} from "./contents/contents.ts";
import type {HashAlgorithm} from "./contents/model.ts";
import type {Places} from "./contents/place.ts";
import {contentsRoutes} from "./contents/routes.ts";
import {trust} from "./contents/trust.ts";
import {exportRoutes} from "./export/routes.ts";
import {listen} from "./http/listen.ts";
import {router} from "./http/router.ts";
import {keepAlive, serveChannels} from "./kernels/channels.ts";
import {kernels as openKernels, type Kernels} from "./kernels/kernels.ts";
import {kernelRoutes} from "./kernels/routes.ts";
import {sessionRoutes} from "./kernels/session-routes.ts";
import {sessions as openSessions, type Sessions} from "./kernels/sessions.ts";
import {home, pageRoutes} from "./pages/routes.ts";
import {runRoutes} from "./runs/routes.ts";
import {runs as openRuns} from "./runs/runs.ts";
import {cookies as openCookies} from "./security/cookies.ts";
import {gate} from "./security/gate.ts";
import {loopback} from "./security/hosts.ts";
import {loginRoutes} from "./security/login.ts";
import {freshToken} from "./security/secret.ts";
import {tickets as openTickets} from "./security/tickets.ts";
import {aboutRoutes, type Activity} from "./services/about.ts";
import {configRoutes} from "./services/config.ts";
import {settingsRoutes} from "./services/settings.ts";
import {translationRoutes} from "./services/translations.ts";
import {workspaceRoutes} from "./services/workspaces.ts";
import {serving} from "./serving.ts";
import type {Ui} from "./ui.ts";

export interface ServerOptions {
  /** The folder whose files are served; nothing outside it is. */
  readonly root: string;
  /** Where settings, workspaces and signatures are kept. */
  readonly data: string;
  readonly version: string;
  readonly ui?: Ui;
  /** The loopback unless another is asked for. */
  readonly host?: string;
  /** This port or the next free one; 0 takes any. */
  readonly port?: number;
  /** Made afresh if it is not given. */
  readonly token?: string;
  /** Further names by which this machine is called. */
  readonly hosts?: readonly string[];
  /** Other origins whose pages may use the server. */
  readonly origins?: readonly string[];
  readonly log?: (line: string) => void;
  /** The largest body and websocket message, bytes. */
  readonly limit?: number;
  readonly hidden?: boolean;
  readonly algorithm?: HashAlgorithm;
  readonly specFolders?: readonly string[];
  /** s; see `KernelsOptions`. */
  readonly cullAfter?: number;
  /** ms; see `RunsOptions`. */
  readonly grace?: number;
}

export interface LabServer {
  /** `http://127.0.0.1:PORT/`. */
  readonly address: string;
  readonly port: number;
  readonly token: string;
  /** The address that opens the front end, with its token. */
  readonly entrance: string;
  /** The same for a browser that is started by us: good once, within a minute. */
  ticketed(): string;
  /** How many kernels are at work. */
  busy(): number;
  /** Ends the kernels, writes the outputs that wait, and closes. */
  close(): Promise<void>;
}

/** @throws RangeError if the token given is empty, Error if the root is no folder or no port is free. */
export async function startServer(options: ServerOptions): Promise<LabServer> {
  const {data, version, ui, host = "127.0.0.1", port: wanted = 8888, token = freshToken(), log = () => {}, limit = 512 * 2 ** 20} = options;
  if (token.trim() === "") throw new RangeError("lab: the token must not be empty, for whoever reaches the port could then run anything");
  const root = await realpath(options.root);
  if (!(await stat(root)).isDirectory()) throw new Error(`lab: the root must be a folder, got ${options.root}`);

  const http = createServer();
  const port = await listen(http, host, wanted);
  const cookies = openCookies(randomBytes(32).toString("hex"), port);
  const tickets = openTickets();
  const door = gate({token, cookies, local: loopback(host), hosts: options.hosts ?? [], origins: options.origins ?? []});
  let sessions: Sessions;
  const runs = openRuns({pathOf: (kernel) => sessions.pathOf(kernel), amend: (path, change) => contents.amend(path, change), tell: (kernel, session, message) => kernels.get(kernel).tell(session, message), log, ...(options.grace !== undefined && {grace: options.grace})});
  const contents: Contents = openContents({
    root, trust: trust(join(data, "trust")), overlay: runs.overlay, guard: runs.guard, ...(options.hidden !== undefined && {hidden: options.hidden}), ...(options.algorithm && {algorithm: options.algorithm}),
    moved(from, to) {
      sessions.moved(from, to);
      runs.moved(from, to);
    }
  });
  const kernels: Kernels = openKernels({watcher: runs.watcher, log, ...(options.specFolders && {specFolders: options.specFolders}), ...(options.cullAfter !== undefined && {cullAfter: options.cullAfter})});
  const folderFor = (path: string): Promise<string> => workFolder(contents.places, root, path);
  sessions = openSessions(kernels, folderFor);

  let last = new Date();
  const activity = (): Activity => {
    const models = kernels.list().map((kernel) => kernel.model());
    return {last: last.toISOString(), kernels: models.length, connections: models.reduce((sum, {connections}) => sum + connections, 0)};
  };
  const {answer, upgrade, close, cut} = serving({
    gate: door, limit, log,
    router: router([
      ...loginRoutes({gate: door, cookies, home: home(ui)}),
      ...pageRoutes({ui, root, version, cookies, tickets}),
      ...contentsRoutes(contents),
      ...kernelRoutes({kernels, folderFor}),
      ...sessionRoutes(sessions),
      ...runRoutes(runs),
      ...exportRoutes({contents, stamp: `Saved by Spikebook ${version}`}),
      ...settingsRoutes({folder: join(data, "settings"), ui, version}),
      ...workspaceRoutes(join(data, "workspaces")),
      ...configRoutes(join(data, "config")),
      ...translationRoutes(ui?.translations),
      ...aboutRoutes({activity, ...(ui?.licences !== undefined && {licences: ui.licences})})
    ]),
    sockets(path, query) {
      if (path === "/api/events/subscribe") return keepAlive;
      const [, id] = /^\/api\/kernels\/([^/]+)\/channels$/.exec(path) ?? [];
      if (id === undefined) return undefined;
      const kernel = kernels.get(id);
      return (socket) => serveChannels(socket, kernel, {session: query.get("session_id") || randomBytes(16).toString("hex"), log});
    }
  });
  http.on("request", (request, response) => {
    last = new Date();
    void answer(request, response);
  });
  http.on("upgrade", upgrade);

  const address = `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/`;
  let ended: Promise<void> | undefined;
  return {
    address, port, token,
    entrance: `${address}${home(ui).slice(1)}?token=${encodeURIComponent(token)}`,
    ticketed: () => `${address}${ui ? "lab" : ""}?ticket=${tickets.issue()}`,
    busy: () => kernels.list().filter((kernel) => kernel.model().execution_state === "busy").length,
    close: () => (ended ??= (async () => {
      const closed = new Promise<void>((resolve) => void http.close(() => resolve()));
      runs.abandon();
      close();
      await kernels.closeAll();
      await runs.flush();
      cut();
      http.closeAllConnections();
      await closed;
    })())
  };
}

/** A kernel works where its notebook lies. */
async function workFolder(places: Places, root: string, path: string): Promise<string> {
  try {
    const file = await places.existing(path);
    return (await stat(file)).isDirectory() ? file : dirname(file);
  } catch {
    // A console, say, has a path of its own that names no file.
    const parent = path.split("/").slice(0, -1).join("/");
    return parent === "" ? root : workFolder(places, root, parent);
  }
}
