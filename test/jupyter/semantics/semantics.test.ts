/** @file The corpus runs through the real engine: one session for all, as redeclaring is part of what is held. */
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Engine, Outcome, Output} from "../../../lib/jupyter/engine.ts";
import {createEngine} from "../../../lib/jupyter/spike-engine.ts";
import type {Case} from "./case.ts";
import {awaiting, disposal, flow, generators} from "./cases/async.ts";
import {classes, destructuring} from "./cases/classes.ts";
import {closures, declarations} from "./cases/declarations.ts";
import {files, folder, imports} from "./cases/modules.ts";
import {types} from "./cases/types.ts";
import {errors, tricky, values} from "./cases/values.ts";

const groups = {declarations, closures, types, awaiting, generators, disposal, flow, classes, destructuring, imports, files, values, errors, tricky};

let cwd: string;
let engine: Engine;
let outputs: Output[] = [];
let number = 0;

function write(written: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(written)) {
    mkdirSync(dirname(join(cwd, name)), {recursive: true});
    writeFileSync(join(cwd, name), text);
  }
}

async function run(code: string, tags: readonly string[] = []): Promise<Outcome> {
  outputs = [];
  number += 1;
  return engine.execute({number, code, tags}, number);
}

const complaint = (outcome: Outcome): string => (outcome.status === "ok" ? "" : `${outcome.failure.name}: ${outcome.failure.message}`);
const plain = (): unknown => outputs.flatMap((one) => (one.type === "result" ? [one.data["text/plain"]] : []))[0] ?? "";
const stdout = (): string => outputs.flatMap((one) => (one.type === "stream" && one.name === "stdout" ? [one.text] : [])).join("");

function holdError({error = "", at}: Case, outcome: Outcome): void {
  expect(outcome.status).toBe("error");
  const said = complaint(outcome);
  if (/^TS\d/.test(error)) expect(said).toContain(`error ${error}:`);
  else expect(said).toContain(error);
  if (at) expect(said).toContain(/[a-z]/.test(at) ? `${at} ` : `In[${number}]:${at} `);
}

beforeAll(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "spikebook-semantics-")));
  write(folder);
  engine = createEngine({cwd, host: {output: (output) => void outputs.push(output), input: () => Promise.reject(new Error("no one to ask")), lost: () => undefined}});
});
afterAll(async () => {
  await engine.close();
  rmSync(cwd, {recursive: true, force: true});
});

describe.each(Object.entries(groups))("%s", (_, cases) => {
  it.each(cases)("$law", async (one) => {
    for (const cell of one.cells.slice(0, -1)) expect(complaint(await run(cell))).toBe("");
    write(one.before ?? {});
    const outcome = await run(one.cells.at(-1)!, one.tags);
    if (one.error !== undefined) return holdError(one, outcome);
    expect(complaint(outcome)).toBe("");
    if (one.result !== undefined) expect(plain()).toBe(one.result);
    if (one.output !== undefined) expect(stdout()).toBe(one.output);
  });
});

it("holds at least 150 cases, each of which expects something", () => {
  const all = Object.values(groups).flat();
  expect(all.length).toBeGreaterThanOrEqual(150);
  expect(all.filter(({result, output, error}) => result === undefined && output === undefined && error === undefined)).toEqual([]);
});
