/** @file Jupyter's own judgement, over the installed kernelspec: jupyter_kernel_test and nbclient. */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {run} from "../../cli/command.ts";
import {findPython, runPython} from "./python/find.ts";

const folder = mkdtempSync(join(tmpdir(), "python-"));
const script = (name: string): string => join(import.meta.dirname, "python", name);
const upstream = findPython("jupyter_kernel_test", "jupyter_client");
const notebooks = findPython("nbclient", "nbformat", "jupyter_client");

interface Output {
  readonly output_type: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly ename?: string;
}
interface Ran {
  readonly raised: {readonly type: string; readonly text: string} | null;
  readonly cells: readonly (readonly Output[])[];
  readonly timing: readonly (readonly string[])[];
}

beforeAll(async () => {
  expect((await run(["install"], {JUPYTER_DATA_DIR: folder})).code).toBe(0);
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));
if (upstream.reason || notebooks.reason) console.warn(`conformance${upstream.reason}${notebooks.reason}`);

describe("jupyter_kernel_test", () => {
  it.skipIf(!upstream.command)(`passes whole: 13 tests, none skipped${upstream.reason}`, {timeout: 240_000}, async () => {
    const {stderr} = await runPython(upstream, script("upstream.py"), [], folder);
    const results = [...stderr.matchAll(/^(test_\w+) .*\.\.\. (.*)$/gm)].map(([, name, result]) => `${name}: ${result}`);
    expect(results.filter((each) => !each.endsWith(": ok")), stderr).toEqual([]);
    expect(results, stderr).toHaveLength(13);
    expect(stderr).toMatch(/\nOK\n?$/);
  });
});

describe("nbclient", () => {
  let all: Readonly<Record<string, Ran>> = {};
  beforeAll(async () => {
    if (!notebooks.command) return;
    const {stdout, stderr} = await runPython(notebooks, script("notebooks.py"), [], folder);
    expect(stdout, stderr).not.toBe("");
    all = JSON.parse(stdout) as typeof all;
  }, 300_000);
  const ran = (name: string): Ran => all[name]!;
  const values = ({cells}: Ran): readonly unknown[] => cells.map((outputs) => outputs.at(-1)?.data?.["text/plain"] ?? outputs.at(-1)?.ename);
  const law = it.skipIf(!notebooks.command);

  law(`keeps every output of 500 cells, and their timings${notebooks.reason}`, () => {
    const {raised, cells, timing} = ran("many");
    expect(raised).toBeNull();
    cells.forEach((outputs, i) => {
      expect(outputs.map((each) => each.output_type)).toEqual(["stream", "execute_result"]);
      expect([outputs[0]!.text, outputs[1]!.data!["text/plain"]]).toEqual([`line ${i}\n`, String(i)]);
    });
    expect(cells).toHaveLength(500);
    expect(timing[0]).toEqual(["iopub.execute_input", "iopub.status.busy", "iopub.status.idle", "shell.execute_reply"]);
  });
  law(`with allow_errors runs what follows a failure${notebooks.reason}`, () => {
    const allowed = ran("allowed");
    expect([allowed.raised, values(allowed)]).toEqual([null, ["1", "Error", "3", "4", "5"]]);
  });
  law(`without it stops there, with the error's own words${notebooks.reason}`, () => {
    const refused = ran("refused");
    expect(refused.raised).toMatchObject({type: "CellExecutionError", text: expect.stringContaining("Error: two") as string});
    expect(values(refused)).toEqual(["1", "Error", undefined]);
  });
  law(`lets a cell fail that is tagged raises-exception${notebooks.reason}`, () => {
    expect(values(ran("tagged"))).toEqual(["1", "Error", "3"]);
  });
  law(`interrupts a cell on its timeout, and runs the next with the state kept${notebooks.reason}`, () => {
    const late = ran("late");
    expect([late.raised, values(late)]).toEqual([null, [undefined, "Interrupted", "6"]]);
  });
  law(`sees no dead kernel where a cell ends its process${notebooks.reason}`, () => {
    const died = ran("died");
    expect([died.raised, values(died)]).toEqual([null, ["1", "ProcessExited", "2"]]);
  });
});
