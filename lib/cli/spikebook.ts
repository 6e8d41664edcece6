#!/usr/bin/env node
/** @file The `spikebook` command: one file per subcommand, loaded when it is called. */
import {enableCompileCache} from "node:module";
import {nodeProblem} from "./node-version.ts";

/** Runs one subcommand with its arguments; resolves to the exit code. */
type Run = (args: readonly string[]) => Promise<number>;

/** Each subcommand in a line of help and the file that runs it. */
const commands: Readonly<Record<string, {readonly help: string; readonly load: () => Promise<Run>}>> = {
  kernel: {help: "the kernel that Jupyter starts", load: async () => (await import("./kernel.ts")).kernel},
  install: {help: "tell Jupyter that the kernel is there", load: async () => (await import("./install.ts")).install},
  uninstall: {help: "take the kernelspec away again", load: async () => (await import("./uninstall.ts")).uninstall},
  doctor: {help: "say what is there, what is wrong, and the remedy", load: async () => (await import("./doctor.ts")).doctor},
  run: {help: "run notebooks from top to bottom, compare, store, make pages", load: async () => (await import("./run.ts")).run},
  exercises: {help: "write the notebooks of exercises, for students and for teachers", load: async () => (await import("./exercises.ts")).exercises},
  grade: {help: "run notebooks of exercises as handed in, write grades and feedback", load: async () => (await import("./grade.ts")).grade},
  lab: {help: "serve notebooks and kernels to the browser, VS Code and others", load: async () => {
    const {lab} = await import("./lab.ts");
    return (args) => lab(args);
  }},
  start: {help: "open the notebooks in JupyterLab", load: async () => (await import("./start.ts")).start},
  pages: {help: "run the notebooks and show them as pages", load: async () => (await import("./pages.ts")).pages}
};

const usage = `usage: spikebook COMMAND [ARGUMENTS]

${Object.entries(commands).map(([name, {help}]) => `  ${name.padEnd(10)} ${help}`).join("\n")}

spikebook COMMAND --help says more.`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  const problem = nodeProblem(process.versions.node);
  if (problem) return fail(problem, 1);
  if (name === "--help" || name === "-h" || name === "help") return console.log(usage), 0;
  if (name === "--version") return console.log(await version()), 0;
  const command = name === undefined ? undefined : Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return fail(name === undefined ? usage : `spikebook: no command ${JSON.stringify(name)}\n\n${usage}`, 2);
  return (await command.load())(args);
}

function fail(message: string, code: number): number {
  console.error(message);
  return code;
}

async function version(): Promise<string> {
  const {readFile} = await import("node:fs/promises");
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as {version: string}).version;
}

// Whoever read the output has gone (a pipe into head, say): what is left to do is done all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", (error: NodeJS.ErrnoException) => { if (error.code !== "EPIPE") throw error; });
enableCompileCache();
process.exitCode = await main(process.argv.slice(2));
