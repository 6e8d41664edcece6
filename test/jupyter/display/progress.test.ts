/** @file The bar moves with the loop, is redrawn at most ten times a second, and ends as the loop ended. */
import {afterEach, describe, expect, it, vi} from "vitest";
import {progress} from "../../../lib/jupyter/display/index.ts";
import {barBundle, timeText, type BarState} from "../../../lib/jupyter/display/progress-bar.ts";
import {leaveCell, testCell} from "./cell.ts";

const bar: BarState = {label: "fit", done: 250, total: 1000, elapsed: 10_000, state: "running"};
const textOf = (state: Partial<BarState>): unknown => barBundle({...bar, ...state}).data["text/plain"];
const last = (cell: ReturnType<typeof testCell>): string => String(cell.displays().at(-1)!.data["text/plain"]);

async function* stream(): AsyncGenerator<string> {
  yield "a";
  yield "b";
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("progress", () => {
  it("hands on the items of anything iterable, and of a count the numbers below it", () => {
    testCell();
    expect([...progress(["a", "b"])]).toEqual(["a", "b"]);
    expect([...progress(new Set([1, 2]))]).toEqual([1, 2]);
    expect([...progress(3)]).toEqual([0, 1, 2]);
    expect([...progress("ab")]).toEqual(["a", "b"]);
  });
  it("hands on the items of a stream", async () => {
    const cell = testCell();
    const seen: string[] = [];
    for await (const item of progress(stream(), {label: "read", total: 2})) seen.push(item);
    expect(seen).toEqual(["a", "b"]);
    expect(last(cell)).toMatch(/^read: █{20} 2 of 2, done in /);
  });
  it("draws one display and updates it in place", () => {
    const cell = testCell();
    for (const _ of progress(2)) void _;
    const [first, second] = cell.displays();
    expect(cell.displays()).toHaveLength(2);
    expect(second).toMatchObject({displayId: first!.displayId, update: true});
    expect(first!.data["text/plain"]).toBe(`${"░".repeat(20)} 0 of 2`);
  });
  it("is redrawn at most every 100 ms, however fast the loop", () => {
    const cell = testCell();
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    for (const _ of progress(10_000)) now += 0.1 + 0 * _; // 1 s in all
    expect(cell.displays().length).toBeGreaterThanOrEqual(10);
    expect(cell.displays().length).toBeLessThanOrEqual(12);
  });
  it("says that it stopped when the loop is left by break", () => {
    const cell = testCell();
    for (const i of progress(10)) if (i === 4) break;
    expect(last(cell)).toMatch(/4 of 10, stopped in /);
    expect(String(cell.displays().at(-1)!.data["text/html"])).toContain('data-state="stopped"');
  });
  it("says that it stopped when the loop's body or the items throw", async () => {
    const cell = testCell();
    expect(() => { for (const i of progress(10)) if (i === 4) throw new Error("body"); }).toThrow("body");
    expect(last(cell)).toMatch(/4 of 10, stopped/);
    const broken = async function* () { yield 1; throw new Error("items"); };
    await expect(async () => { for await (const _ of progress(broken())) void _; }).rejects.toThrow("items");
    expect(last(cell)).toMatch(/1 items, stopped/);
  });
  it("works nested, each bar with its own display", () => {
    const cell = testCell();
    for (const i of progress(2, {label: "outer"})) for (const j of progress(3, {label: `inner ${i}`})) void j;
    expect(new Set(cell.displays().map(({displayId}) => displayId)).size).toBe(3);
    expect(last(cell)).toMatch(/^outer: █{20} 2 of 2, done/);
  });
  it("draws nothing before the loop begins", () => {
    const cell = testCell();
    progress(3);
    expect(cell.displays()).toEqual([]);
  });
  it("refuses what is no loop", () => {
    expect(() => progress(-1)).toThrow("progress: total must be a whole number of items, not negative, got -1");
    expect(() => progress([], {total: NaN})).toThrow("got NaN");
    expect(() => progress({} as never)).toThrow("progress: items must be a number or iterable, got {}");
  });
  it("prints its end alone in plain Node", () => {
    leaveCell();
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    for (const _ of progress(3)) void _;
    expect(write.mock.calls).toHaveLength(1);
    expect(write.mock.calls[0]![0]).toMatch(/3 of 3, done in .*\n$/);
  });
});

describe("the bar", () => {
  it("tells count, rate and time left: 250 of 1000 in 10 s leaves 30 s at 25 a second", () => {
    expect(textOf({})).toBe("fit: █████░░░░░░░░░░░░░░░ 250 of 1,000, 25/s, 30 s left");
  });
  it("tells the time for each where one takes longer than a second", () => {
    expect(textOf({done: 2, total: 4})).toBe("fit: ██████████░░░░░░░░░░ 2 of 4, 5.0 s each, 10 s left");
  });
  it("counts where no total is known, and shows a bar without an end", () => {
    expect(textOf({total: undefined})).toBe("fit: 250 items, 25/s");
    expect(barBundle({...bar, total: undefined}).data["text/html"]).toContain("<progress style");
  });
  it("has an HTML form with the same words, escaped", () => {
    const html = barBundle({...bar, label: "<script>"}).data["text/html"] as string;
    expect(html).toContain('<progress value="250" max="1000"');
    expect(html).toContain("&lt;script&gt;");
    expect(html).toContain("250 of 1,000, 25/s, 30 s left");
  });
  it("ends without times where outputs are to be the same at every run", () => {
    vi.stubEnv("SPIKEBOOK_OUTPUT", "reproducible");
    expect(textOf({done: 1000, state: "done"})).toBe("fit: ████████████████████ 1,000 of 1,000, done");
  });
  it("stays whole with nothing to do and with more than was said", () => {
    expect(textOf({done: 0, total: 0, state: "done", elapsed: 0})).toBe("fit: ████████████████████ 0 of 0, done in 0.0 s");
    expect(textOf({done: 12, total: 10, elapsed: 1000})).toBe("fit: ████████████████████ 12 of 10, 12/s");
  });
  it.each([[400, "0.4 s"], [9940, "9.9 s"], [9960, "10 s"], [59_400, "59 s"], [59_600, "1:00"], [187_000, "3:07"], [3_729_000, "1:02:09"]])("writes %d ms as %s", (ms, text) => {
    expect(timeText(ms)).toBe(text);
  });
});
