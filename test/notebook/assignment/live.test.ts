/** @file The student's notebook on a live page: buttons through the kernel, by the messages that a front end sends. */
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import type {Origin, Output} from "../../../lib/jupyter/engine.ts";
import {createSpikeEngine} from "../../../lib/jupyter/spike-engine.ts";
import {parseNotebook} from "../../../lib/notebook/format/parse.ts";

vi.setConfig({testTimeout: 120_000, hookTimeout: 120_000});

type Display = Extract<Output, {type: "display"}>;
const folder = join(import.meta.dirname, "..", "..", "..", "notebooks", "exercises", "student"), path = join(folder, "learning-rules.ipynb");
const {cells} = parseNotebook(readFileSync(path, "utf8"), path);
const sent: (Output & {readonly origin: Origin})[] = [];
const engine = createSpikeEngine({cwd: folder, host: {output: (output, origin) => void sent.push({...output, origin}), input: () => Promise.reject(new Error("no one")), lost: () => undefined}});
let count = 0;

const run = async (code: string): Promise<number> => {
  count++;
  const outcome = await engine.execute({number: count, code}, count);
  if (outcome.status === "error") throw new Error(outcome.failure.traceback.join("\n"));
  return count;
};
const cell = (id: string): string => cells.find((each) => each.id === id)!.source;
/** What a place on the page shows now: the last that was sent for it. */
const now = (id: string | undefined): string => String(sent.findLast((each): each is Display & {origin: Origin} => each.type === "display" && each.displayId === id)!.data["text/markdown"] ?? "figure");
const shownBy = (origin: Origin): Display[] => sent.filter((each): each is Display & {origin: Origin} => each.type === "display" && each.origin === origin && each.update !== true);
const click = async (label: string): Promise<void> => {
  const opened = sent.find((each) => each.type === "comm" && each.comm.kind === "open" && (each.comm.data as {state: {description?: string}}).state.description === label);
  if (opened?.type !== "comm") throw new Error(`no button ${label}`);
  await engine.comm({kind: "msg", id: opened.comm.id, data: {method: "custom", content: {event: "click"}}}, count);
};

beforeAll(() => engine.ready);
afterAll(() => engine.close());

describe("the student's notebook, live", () => {
  it("checks again at a click, gives hints, and counts what is solved", async () => {
    const start = await run(cell("start")), progress = shownBy(start)[0]!.displayId;
    expect(now(progress)).toBe("**0 of 20 solved**");
    await run(cell("live"));
    await run(cell("largestError"));
    const check = await run(cell("check-largestError")), [words] = shownBy(check);
    expect(now(words!.displayId)).toBe("○ There is no answer yet.");
    await click("Hint");
    expect(now(words!.displayId)).toContain("Hint 1 of 1");
    // As the student fills in the cell and runs it alone.
    await run(cell("largestError").replace("// YOUR ANSWER HERE", "largestError = ({steps}) => 1 / steps;"));
    await click("Check");
    expect(now(words!.displayId)).toMatch(/^✗ Not yet\. .*starts at 0/);
    await run(cell("largestError").replace("// YOUR ANSWER HERE", 'largestError = "1 / (2 * steps)";'));
    await click("Check");
    expect(now(words!.displayId)).toMatch(/^✓ Right/);
    expect(now(progress)).toBe("**1 of 20 solved**");
    expect(shownBy(check).some(({data}) => "application/vnd.plotly.v1+json" in data)).toBe(true);
  });
  it("says in TypeScript's words where an answer uses a name that the question has not", async () => {
    await expect(run(cell("hardReset").replace("// YOUR ANSWER HERE", "hardReset = ({x}) => x;"))).rejects.toThrow(/'x' does not exist/);
  });
});
