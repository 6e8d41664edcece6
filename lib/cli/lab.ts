/** @file `spikebook lab`: the notebooks of a folder in the browser, with kernels, until Ctrl-C. */
import {join} from "node:path";
import {parseArgs} from "node:util";
import {userDataFolder} from "../jupyter/install/paths.ts";
import {startServer, type LabServer, type ServerOptions} from "../lab/server/server.ts";
import type {Ui} from "../lab/server/ui.ts";
import {ending} from "./ending.ts";
import {defaultNotebooks} from "./folders.ts";
import {openAddress, screen} from "./open.ts";
import {version} from "./stamp.ts";

export const labHelp = `usage: spikebook lab [OPTIONS]

Serves the notebooks of a folder to JupyterLab, VS Code ("Existing Jupyter Server") and any other client of Jupyter
Server, with kernels. Ctrl-C ends it and its kernels; while one is at work, it asks once.

  --root DIR     the folder to serve, and nothing outside it (the folder notebooks, or this one)
  --port N       where to listen (8888, or the next free port)
  --no-open      print the address and open nothing
  --token T      the token that opens the server (a new one at each start; SPIKEBOOK_TOKEN does the same)
  --host NAME    listen there instead of on this machine alone: whoever has the token can run anything here`;

interface LabArguments {
  readonly root: string;
  readonly port: number;
  readonly open: boolean;
  readonly token?: string;
  readonly host?: string;
}

const options = {root: {type: "string"}, port: {type: "string", default: "8888"}, open: {type: "boolean", default: true}, token: {type: "string"}, host: {type: "string"}, help: {type: "boolean", short: "h", default: false}} as const;

/** @throws Error if the arguments make no sense. */
function readArguments(args: readonly string[], variables: NodeJS.ProcessEnv): LabArguments | "help" {
  const {values: {root, open, token = variables["SPIKEBOOK_TOKEN"], host, help, port: given}} = parseArgs({args: [...args], options, allowNegative: true});
  if (help) return "help";
  const port = given.trim() === "" ? NaN : Number(given);
  if (!(Number.isInteger(port) && port >= 0 && port < 65_536)) throw new Error(`lab: --port must be a whole number from 0 to 65535, got ${JSON.stringify(given)}`);
  if (token !== undefined && !/^[\w.~-]{8,}$/.test(token)) throw new Error("lab: --token must be at least 8 letters, digits, or one of . _ ~ -");
  return {root: root ?? defaultNotebooks(), port, open, ...(token !== undefined && {token}), ...(host !== undefined && {host})};
}

/** Makes the front end of the folder `root`; without one the server is there for other clients. */
export type FrontEnd = (root: string) => Promise<Ui>;

export async function lab(args: readonly string[], frontEnd?: FrontEnd): Promise<number> {
  let wanted: LabArguments | "help";
  try {
    wanted = readArguments(args, process.env);
  } catch (error) {
    return console.error(`${(error as Error).message}\nspikebook lab --help says more.`), 2;
  }
  if (wanted === "help") return console.log(labHelp), 0;
  let server: LabServer;
  try {
    server = await startServer(await serverOptions(wanted, frontEnd));
  } catch (error) {
    return console.error((error as NodeJS.ErrnoException).code === "ENOENT" ? `lab: there is no folder ${wanted.root}` : (error as Error).message), 1;
  }
  await serve(server, wanted);
  return 0;
}

async function serverOptions({root, port, token, host}: LabArguments, frontEnd: FrontEnd | undefined): Promise<ServerOptions> {
  const log = (line: string): void => console.error(`lab: ${line}`);
  if (host !== undefined) log(`listening on ${host}: others can reach this server, and the connection is not encrypted`);
  return {
    root, port, version: version(), log, data: join(userDataFolder(), "spikebook", "lab"),
    ...(token !== undefined && {token}), ...(host !== undefined && {host}), ...(frontEnd && {ui: await frontEnd(root)})
  };
}

async function serve(server: LabServer, {open}: LabArguments): Promise<void> {
  // A fault of ours must not cost the person the kernels.
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, (error: unknown) => console.error(`lab: an error in the server itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
  const ended = ending({busy: server.busy, say: (text) => console.error(text), ask: process.stdin.isTTY === true});
  const opened = open && screen() && (await openAddress(server.ticketed()));
  console.log(`${opened ? "showing" : "open"} ${server.entrance}   (Ctrl-C ends)`);
  await ended;
  await server.close();
}
