import {describe, expect, it, vi} from "vitest";
import type {Frame} from "../../../lib/jupyter/runtime/frame.ts";
import {ordered} from "../../../lib/jupyter/runtime/order.ts";

const mark = "\0spikebook:test:";
const shown = (n: number): string => `${mark}${n.toString(16).padStart(8, "0")}\0`;
const text = (body: string): Frame => ({kind: "stdout", origin: 1, body: Buffer.from(body)});
const barrier = (n: number): Frame => ({kind: "barrier", origin: n, body: Buffer.alloc(0)});

function collect(): {readonly heard: string[]; readonly order: ReturnType<typeof ordered>} {
  const heard: string[] = [];
  const order = ordered((frame) => heard.push(`frame ${frame.body}`), (name, raw) => heard.push(`${name} ${raw}`));
  order.marks(mark);
  return {heard, order};
}

/** Every way to merge lists without changing the order within each. */
function merges<T>(lists: readonly (readonly T[])[]): T[][] {
  const open = lists.filter((list) => list.length > 0);
  if (open.length === 0) return [[]];
  return open.flatMap((list) => merges(open.map((other) => (other === list ? list.slice(1) : other))).map((rest) => [list[0]!, ...rest]));
}

describe("the order of frames and raw bytes", () => {
  it("is that of writing, in whatever order the three streams arrive", () => {
    const frames = [text("a"), barrier(1), barrier(2), text("d")].map((frame) => ["frame", frame] as const);
    const out = ["", shown(1), "b", shown(2)].map((bytes) => ["stdout", bytes] as const);
    const error = [shown(1), "c", shown(2)].map((bytes) => ["stderr", bytes] as const);
    const all = merges<readonly [string, Frame | string]>([frames, out, error]);
    const right = ["frame a,stdout b,stderr c,frame d", "frame a,stderr c,stdout b,frame d"];
    expect(all.length).toBe(11550); // 11! / (4! 4! 3!)
    for (const steps of all) {
      const {heard, order} = collect();
      for (const [where, what] of steps) {
        if (typeof what === "string") order.raw(where as "stdout" | "stderr", Buffer.from(what));
        else order.frame(what);
      }
      if (!right.includes(heard.join())) expect.fail(heard.join());
    }
  });
  it("survives bytes that arrive one at a time", () => {
    const {heard, order} = collect();
    for (const byte of Buffer.from(`x\0y${shown(1)}é${shown(2)}`)) order.raw("stdout", Buffer.from([byte]));
    order.raw("stderr", Buffer.from(shown(1) + shown(2)));
    order.frame(barrier(1));
    order.frame(barrier(2));
    order.frame(text("end"));
    expect(heard.at(-1)).toBe("frame end");
    expect(heard.filter((line) => line.startsWith("stdout ")).map((line) => line.slice(7)).join("")).toBe("x\0yé");
  });
  it("keeps what looks like the start of a mark, and is none", () => {
    const {heard, order} = collect();
    order.raw("stdout", Buffer.from(mark.slice(0, 6)));
    order.raw("stdout", Buffer.from("!"));
    expect(heard.map((line) => line.slice(7)).join("")).toBe(`${mark.slice(0, 6)}!`);
  });
  it("waits a second at most for a pipe that shows no mark", () => {
    vi.useFakeTimers();
    const {heard, order} = collect();
    order.frame(barrier(1));
    order.frame(text("after"));
    vi.advanceTimersByTime(999);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(heard).toEqual(["frame after"]);
    vi.useRealTimers();
  });
  it("gets over a barrier whose frame was never sent", () => {
    const {heard, order} = collect();
    order.raw("stdout", Buffer.from(`a${shown(1)}b${shown(2)}c`));
    order.raw("stderr", Buffer.from(shown(2)));
    order.frame(barrier(2));
    order.frame(text("after"));
    expect(heard).toEqual(["stdout a", "stdout b", "stdout c", "frame after"]);
  });
  it("does not wait for a pipe that has ended", () => {
    const {heard, order} = collect();
    order.frame(barrier(1));
    order.frame(text("after"));
    order.ended("stdout");
    order.ended("stderr");
    expect(heard).toEqual(["frame after"]);
  });
});
