/**
 * @file The process in which one submission runs: no files but ours to read, none to write, no processes, no threads.
 *
 * It reads steps from its input and writes one JSON line for each event to its third channel. Whoever reads that believes nothing
 * of it but that these are the submission's answers.
 */
import {readFileSync, writeSync} from "node:fs";
import {createContext, runInContext} from "node:vm";
import type {Context} from "node:vm";
import {answerFrom, longest, type AnswerData} from "./answer.ts";
import {prelude, sampler} from "./prelude.ts";
import {submittedScript} from "./script.ts";
import type {Step} from "./submission.ts";

const channel = 3;
const {parse, stringify} = JSON;
const say = (event: Readonly<Record<string, unknown>>): void => {
  const bytes = Buffer.from(`${stringify(event)}\n`);
  for (let at = 0; at < bytes.length; ) at += writeSync(channel, bytes, at);
};

/** Whoever gets out of the context finds no way to reach other processes: signals are the one thing that no permission keeps. */
function disarm(): void {
  for (const name of ["kill", "_kill", "_debugProcess", "_debugEnd", "getBuiltinModule", "mainModule", "binding", "_linkedBinding", "dlopen", "abort", "report", "setUncaughtExceptionCaptureCallback"]) Reflect.deleteProperty(process, name);
}

/** The library without what knows the answers. */
async function library(specifier: unknown): Promise<object> {
  if (specifier !== "spikebook") throw new Error(`only "spikebook" can be imported where answers are graded, not ${stringify(specifier)}`);
  const {exercises: _, check: __, ...rest} = await import("spikebook");
  return rest;
}

function messageOf(error: unknown): string {
  try {
    const {name, message} = error as {readonly name?: unknown; readonly message?: unknown};
    return `${typeof name === "string" ? name : "Error"}: ${String(message ?? error)}`.slice(0, longest);
  } catch {
    return "it threw something that has no words";
  }
}

async function run(context: Context, source: string): Promise<void> {
  const script = submittedScript(source);
  if ("problem" in script) throw new SyntaxError(script.problem);
  await (runInContext(script.code, context, {filename: "answer"}) as Promise<unknown>);
}

function ask(context: Context, sample: (answer: unknown, places: string) => string, step: Step & {do: "ask"}): AnswerData {
  // The name is one of the assignment's, not the submission's.
  const value = runInContext(`typeof ${step.name} === "undefined" ? undefined : ${step.name}`, context) as unknown;
  if (value === undefined || value === null) return {is: "none"};
  if (typeof value === "function") return answerFrom({is: "function", samples: parse(sample(value, stringify(step.places)))});
  if (typeof value === "number") return {is: "number", sample: Number.isFinite(value) ? {number: value} : {odd: String(value)}};
  if (typeof value === "string") return {is: "text", text: value.slice(0, longest)};
  if (typeof value === "object" && (value as {readonly isUnit?: unknown}).isUnit === true) return {is: "text", text: String(value).slice(0, longest)};
  return {is: "strange", kind: Array.isArray(value) ? "array" : typeof value};
}

async function main(): Promise<void> {
  const steps = parse(readFileSync(0, "utf8")) as readonly Step[];
  disarm();
  const context = createContext(Object.create(null) as object, {name: "submission"});
  runInContext(prelude, context);
  const same = (value: unknown): unknown => value;
  Object.assign(context, {__spikebook: {import: library, gate: same, alive: same, each: same}, setTimeout});
  const sample = runInContext(sampler, context) as (answer: unknown, places: string) => string;
  for (const [at, step] of steps.entries()) {
    say({at});
    try {
      if (step.do === "run") await run(context, step.source);
      else say({at, answer: ask(context, sample, step)});
    } catch (error) {
      say({at, failed: messageOf(error)});
    }
  }
  say({done: true});
}

// Promises that no one catches are the submission's affair, and no reason to end.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});
await main();
process.exit(0);
