/** @file `spikebook pages`: runs the notebooks that have changed, and shows all as pages. */
import {mkdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {writePages} from "../notebook/export/pages.ts";
import {NotebookError} from "../notebook/format/document.ts";
import {findNotebooks} from "../notebook/format/files.ts";
import {runCache} from "../notebook/run/cache.ts";
import type {JobResult} from "../notebook/run/job.ts";
import {jobsSummary} from "../notebook/run/words.ts";
import {tolerance} from "../notebook/compare/number.ts";
import {serveFolder} from "../notebook/serve.ts";
import {loadEngine} from "./engines.ts";
import {exported} from "./exported.ts";
import {cacheFolder, dataFolders, defaultNotebooks, library} from "./folders.ts";
import {interruption} from "./interruption.ts";
import {openAddress, screen} from "./open.ts";
import {runAll} from "./run.ts";
import {stamp} from "./stamp.ts";

const usage = `usage: spikebook pages [OPTIONS] [NOTEBOOK…]

Runs every notebook and shows them as pages in the browser; without names, those in the folder notebooks. A notebook
that was run before, with the same library, is not run again. Ctrl-C ends it.

  --no-open      print the address and open nothing
  --port N       where to listen on this machine (8421, or the next free port)
  --fresh        run everything again`;

interface PagesArguments {
  readonly paths: readonly string[];
  readonly open: boolean;
  readonly port: number;
  readonly fresh: boolean;
}

const options = {open: {type: "boolean", default: true}, port: {type: "string", default: "8421"}, fresh: {type: "boolean", default: false}, help: {type: "boolean", short: "h", default: false}} as const;

/** @throws Error if the arguments make no sense. */
function readArguments(args: readonly string[]): PagesArguments | "help" {
  const {values, positionals} = parseArgs({args: [...args], options, allowPositionals: true, allowNegative: true});
  if (values.help) return "help";
  const port = values.port.trim() === "" ? NaN : Number(values.port);
  if (!(Number.isInteger(port) && port >= 0 && port < 65_536)) throw new Error(`pages: --port must be a whole number from 0 to 65535, got ${JSON.stringify(values.port)}`);
  return {paths: positionals.length > 0 ? positionals : [defaultNotebooks()], open: values.open, port, fresh: values.fresh};
}

export async function pages(args: readonly string[]): Promise<number> {
  let wanted: PagesArguments | "help";
  try {
    wanted = readArguments(args);
  } catch (error) {
    return console.error(`${(error as Error).message}\nspikebook pages --help says more.`), 2;
  }
  if (wanted === "help") return console.log(usage), 0;
  const {signal, done} = interruption();
  try {
    return await show(wanted, await makePages(wanted, signal), signal);
  } catch (error) {
    if (signal.aborted) return console.error("interrupted"), 130;
    if (!(error instanceof NotebookError)) throw error;
    return console.error(error.message), 1;
  } finally {
    done();
  }
}

/** Runs what has to be run and writes the pages; gives their folder. */
async function makePages({paths, fresh}: PagesArguments, signal: AbortSignal): Promise<string> {
  const notebooks = await findNotebooks(paths);
  const cache = await runCache(join(cacheFolder(), "runs"), {library, data: dataFolders()});
  const known = new Map(await Promise.all(notebooks.map(async (path) => [path, fresh ? undefined : await cache.find(path)] as const)));
  const changed = notebooks.filter((path) => !known.get(path));
  if (changed.length > 0) console.log(`running ${changed.length} of ${notebooks.length} notebooks${changed.length < notebooks.length ? " (the others are unchanged)" : ""}`);
  const results = await runAll(changed, 1, {engine: await loadEngine({engine: "spikebook"}), signal});
  for (const {path, status, notebook} of results) if (status === "ok" && notebook) await cache.keep(path, notebook);
  const summary = jobsSummary(results, tolerance());
  if (summary) console.error(`\n${summary}\n`);
  return writeAll(notebooks.flatMap((path) => pageOf(path, known, results)));
}

function pageOf(path: string, known: ReadonlyMap<string, Parameters<typeof writePages>[0][number]["notebook"] | undefined>, results: readonly JobResult[]): ReturnType<typeof exported> {
  const notebook = known.get(path);
  return notebook ? [{path, notebook}] : results.filter((result) => result.path === path).flatMap((result) => exported(result));
}

async function writeAll(pages: Parameters<typeof writePages>[0]): Promise<string> {
  const folder = join(cacheFolder(), "pages");
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  await writePages(pages, {folder, stamp: stamp(), title: "Spikebook"});
  return folder;
}

/** Serves the pages until Ctrl-C. */
async function show({open, port}: PagesArguments, folder: string, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted();
  const server = await serveFolder(folder, port);
  const opened = open && screen() && (await openAddress(server.address));
  console.log(`${opened ? "showing" : "open"} ${server.address}   (Ctrl-C ends)`);
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), {once: true}));
  await server.close();
  return 0;
}
