/**
 * @file Our kernel beside stock tslab and, where Debian's is installed, ipykernel: start, cells, completion, output, memory.
 * The kernels take turns, so that what else the machine does meets them all alike.
 */
import {spawn, spawnSync, type ChildProcess} from "node:child_process";
import {existsSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {connect, freeConnection, printed, type Client} from "../jupyter/client.ts";
import {treeMemoryMb} from "./memory.ts";
import {median, quantile, table} from "./table.ts";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "../..");
const ROUNDS = 5;
const CELLS = 200;
const LINES = 20_000;
/** How long a kernel may take for one answer before it counts as lost, ms. */
const LIMIT = 10_000;

interface Contender {
  readonly name: string;
  readonly command: (connection: string) => readonly string[];
  /** The i-th trivial cell: declares a variable and shows a value. */
  readonly cell: (i: number) => string;
  readonly lines: string;
  /** Code to complete at its end, after the cells have run. */
  readonly complete: string;
}

const typescript = {
  cell: (i: number) => `const x${i} = ${i};\nx${i} + 1`,
  lines: `for (let i = 0; i < ${LINES}; i++) console.log(i)`,
  complete: 'const parts = "a b".split(" ");\nparts.'
};

const contenders: readonly Contender[] = [
  {name: "spikebook", command: (file) => [process.execPath, join(root, "dist/cli/spikebook.js"), "kernel", file], ...typescript},
  {name: "tslab", command: (file) => [process.execPath, join(dirname(require.resolve("tslab/package.json")), "bin/tslab"), "kernel", `--config-path=${file}`], ...typescript},
  {
    name: "ipykernel",
    command: (file) => ["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", file],
    cell: (i) => `x${i} = ${i}\nx${i} + 1`,
    lines: `for i in range(${LINES}): print(i)`,
    complete: 'parts = "a b".split(" ")\nparts.'
  }
];

interface Figures {
  start: number[];
  first: number[];
  idle: number[];
  cells: number[][];
  completion: number[];
  late: number[];
  lines: {readonly ms: number; readonly kept: number; readonly messages: number}[];
}

interface Running {
  readonly process: ChildProcess;
  readonly client: Client;
  readonly startMs: number;
}

async function start({command}: Contender, folder: string): Promise<Running> {
  const fields = await freeConnection();
  const file = join(folder, `${String(fields["shell_port"])}.json`);
  writeFileSync(file, JSON.stringify(fields));
  const [program = "", ...args] = command(file);
  const began = performance.now();
  const child = spawn(program, args, {cwd: folder, stdio: "ignore"});
  const client = connect(fields, LIMIT);
  await client.ask("kernel_info_request").content;
  const startMs = performance.now() - began;
  await subscribed(client);
  return {process: child, client, startMs};
}

/** A subscription may be later than the first request: asks until something is heard, as Jupyter's own client does. */
async function subscribed(client: Client): Promise<void> {
  for (let tries = 0; tries < 50 && !client.received.some(({channel}) => channel === "iopub"); tries++) {
    await client.ask("kernel_info_request").content;
    await sleep(20);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function measure(contender: Contender, folder: string, figures: Figures): Promise<void> {
  const {process: child, client, startMs} = await start(contender, folder);
  try {
    figures.start.push(startMs);
    figures.first.push(await timed(() => client.execute(contender.cell(0)).both));
    await sleep(3000);
    figures.idle.push(treeMemoryMb(child.pid ?? 0));
    const cells: number[] = [];
    for (let i = 1; i <= CELLS; i++) cells.push(await timed(() => client.execute(contender.cell(i)).both).catch(() => NaN));
    figures.cells.push(cells);
    for (let i = 0; i < 40; i++) figures.completion.push(await timed(() => client.ask("complete_request", {code: contender.complete, cursor_pos: contender.complete.length}).content));
    figures.late.push(treeMemoryMb(child.pid ?? 0));
    figures.lines.push(await manyLines(client, contender.lines));
  } finally {
    client.close();
    child.kill("SIGKILL");
  }
}

/** Prints many lines and counts what came, also where the kernel never says that it is idle again. */
async function manyLines(client: Client, code: string): Promise<Figures["lines"][number]> {
  const before = client.received.length;
  const asked = client.execute(code);
  const ms = await timed(() => asked.both).catch(() => NaN);
  const outputs = client.received.slice(before);
  return {ms, kept: printed(outputs).split("\n").length - 1, messages: outputs.filter(({message}) => message.header.msg_type === "stream").length};
}

const answered = (samples: readonly number[]): number[] => samples.filter((sample) => !Number.isNaN(sample));
const around = (runs: readonly number[][], from: number, to: number): number => median(answered(runs.flatMap((run) => run.slice(from, to))));
const ms = (value: number): string => `${value < 20 ? value.toFixed(1) : value.toFixed(0)} ms`;

function rows(all: ReadonlyMap<string, Figures>): string[][] {
  const each = (say: (figures: Figures) => string): string[] => [...all.values()].map(say);
  return [
    ["start to kernel_info_reply, median", ...each(({start}) => ms(median(start)))],
    ["start to the first cell's result, median", ...each(({start, first}) => ms(median(start.map((each, i) => each + first[i]!))))],
    [`trivial cell, median of ${CELLS}`, ...each(({cells}) => ms(around(cells, 0, CELLS)))],
    ["trivial cell, 95th percentile", ...each(({cells}) => ms(quantile(answered(cells.flat()), 0.95)))],
    ["cells 11 to 30, median", ...each(({cells}) => ms(around(cells, 10, 30)))],
    ["cells 181 to 200, median", ...each(({cells}) => ms(around(cells, 180, 200)))],
    ["200th against 20th", ...each(({cells}) => (around(cells, 180, 200) / around(cells, 10, 30)).toFixed(2))],
    [`of ${ROUNDS * CELLS} cells: no idle in ${LIMIT / 1000} s`, ...each(({cells}) => String(cells.flat().length - answered(cells.flat()).length))],
    ["completion after 200 cells, median", ...each(({completion}) => ms(median(completion)))],
    ["completion after 200 cells, 95th percentile", ...each(({completion}) => ms(quantile(completion, 0.95)))],
    [`${LINES.toLocaleString("en")} lines: kept`, ...each(({lines}) => String(Math.min(...lines.map(({kept}) => kept))))],
    ["… messages, median", ...each(({lines}) => String(median(lines.map(({messages}) => messages))))],
    ["… until idle, median", ...each(({lines}) => (lines.some(({ms}) => Number.isNaN(ms)) ? "never" : ms(median(lines.map((line) => line.ms)))))],
    ["memory idle, all processes (PSS)", ...each(({idle}) => `${median(idle).toFixed(0)} MB`)],
    ["memory after 200 cells", ...each(({late}) => `${median(late).toFixed(0)} MB`)]
  ];
}

const ipykernel = existsSync("/usr/bin/python3") && spawnSync("/usr/bin/python3", ["-c", "import ipykernel"]).status === 0;
const present = contenders.filter(({name}) => name !== "ipykernel" || ipykernel);
if (!ipykernel) console.log("ipykernel is not installed here (Debian: python3-ipykernel); it is left out\n");
const built = spawnSync(process.execPath, [...process.execArgv, join(root, "lib/cli/build.ts")], {stdio: ["ignore", "ignore", "inherit"]});
if (built.status !== 0) process.exit(built.status ?? 1);
const folder = mkdtempSync(join(tmpdir(), "spikebook-bench-"));
const all = new Map(present.map(({name}): [string, Figures] => [name, {start: [], first: [], idle: [], cells: [], completion: [], late: [], lines: []}]));
try {
  for (let round = 0; round < ROUNDS; round++) for (const contender of present) await measure(contender, folder, all.get(contender.name)!);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
console.log(table([`${ROUNDS} rounds, in turn`, ...all.keys()], rows(all)));
process.exit(0);
