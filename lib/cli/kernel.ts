/** @file `spikebook kernel FILE`: the kernel that Jupyter starts, on the sockets that its connection file names. */
import {join} from "node:path";
import {parseArgs} from "node:util";
import type {CreateEngine} from "../jupyter/engine.ts";
import {folderStore} from "../jupyter/history/folder.ts";
import {history} from "../jupyter/history/history.ts";
import {userDataFolder} from "../jupyter/install/paths.ts";
import {createKernel} from "../jupyter/kernel/kernel.ts";
import {ConnectionError, readConnection, type Connection} from "../jupyter/protocol/connection.ts";
import type {Envelope} from "../jupyter/protocol/message.ts";
import {openSockets} from "../jupyter/protocol/sockets.ts";
import {chooseEngine, engineHelp, engineOptions, loadEngine, type EngineChoice} from "./engines.ts";
import {watchLifetime} from "./lifetime.ts";

const usage = `usage: spikebook kernel CONNECTION-FILE [OPTIONS]

${engineHelp}`;

const log = (line: string): void => void process.stderr.write(`spikebook kernel: ${line}\n`);

interface Options {
  readonly file: string;
  readonly choice: EngineChoice;
}

export async function kernel(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) return console.log(usage), 0;
  let options: Options;
  try {
    options = parse(args);
  } catch (error) {
    log(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  try {
    return await serve(readConnection(options.file), await loadEngine(options.choice));
  } catch (error) {
    log(error instanceof ConnectionError ? error.message : `did not start: ${(error as Error).message}`);
    return 1;
  }
}

function parse(args: readonly string[]): Options {
  const {values, positionals} = parseArgs({args: [...args], allowPositionals: true, options: engineOptions});
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error("one connection file is needed");
  return {file, choice: chooseEngine(values)};
}

async function serve(connection: Connection, engine: CreateEngine): Promise<number> {
  // A front end may be there before the session is.
  const early: Envelope[] = [];
  let receive = (envelope: Envelope): void => void early.push(envelope);
  const sockets = await openSockets(connection, {receive: (envelope) => receive(envelope), log});
  const store = folderStore(join(userDataFolder(), "spikebook", "history"), {onTrouble: (error) => log(`history is not kept: ${(error as Error).message}`)});
  const session = createKernel({engine, cwd: process.cwd(), history: history(store), log}, sockets.publish);
  receive = session.receive;
  for (const envelope of early) receive(envelope);
  watchLifetime({...session, log});
  await session.closed;
  await sockets.close();
  // Whatever still holds the event loop is of no use without sockets.
  process.exit(0);
}
