import {afterAll, describe, expect, it} from "vitest";
import type {CommMessage} from "../../../lib/jupyter/engine.ts";
import {harness} from "./harness.ts";

const child = harness();
afterAll(() => child.close());
const sent = (): readonly CommMessage[] => child.heard.flatMap(({output}) => (output.type === "comm" ? [output.comm] : []));

describe("a comm", () => {
  it("goes out with its binary parts, is known while open, and speaks for the cell that listens", async () => {
    await child.cell(`
      const comm = openComm("slider", {start: 1}, {buffers: [new Uint8Array([1, 2, 255])]});
      comm.onMessage(({data, buffers}) => { console.log("got", data.value, buffers.map((part) => [...part]).join()); comm.send({echo: data.value}, {buffers}); });
      comm.id`);
    const {id, target, data, buffers} = sent()[0]!;
    const cell = child.number();
    expect({target, data}).toEqual({target: "slider", data: {start: 1}});
    expect([...buffers![0]!]).toEqual([1, 2, 255]);
    expect(await child.comms()).toEqual({[id]: "slider"});
    await child.cell("1");
    await child.comm({kind: "msg", id, data: {value: 7}, buffers: [new Uint8Array([0, 9]), new Uint8Array(0)]}, 77);
    expect(child.text("stdout")).toBe("got 7 0,9,\n");
    expect(child.heard.find(({output}) => output.type === "stream")!.origin).toBe(cell);
    expect(sent().at(-1)).toMatchObject({kind: "msg", id, data: {echo: 7}});
    expect(sent().at(-1)!.buffers!.map((part) => [...part])).toEqual([[0, 9], []]);
    await child.comm({kind: "close", id, data: {}}, 78);
    expect(await child.comms()).toEqual({});
  });
  it("is heard while its cell awaits", async () => {
    const going = child.cell("const pressed = await new Promise((go) => openComm('button').onMessage(({data}) => go(data.n))); pressed");
    const {output} = await child.until(({output}) => output.type === "comm");
    await child.comm({kind: "msg", id: (output as {comm: CommMessage}).comm.id, data: {n: 5}}, 79);
    expect(await going).toEqual({status: "ok"});
    expect(child.result()).toBe("5");
  });
  it("of an unknown target is closed, and a listener that throws is only reported", async () => {
    await child.cell("const loud = openComm('loud'); loud.onMessage(() => { throw new Error('in the listener') }); loud.id");
    const {id} = sent()[0]!;
    await child.comm({kind: "open", id: "foreign", target: "nobody", data: {}}, 80);
    expect(sent().at(-1)).toMatchObject({kind: "close", id: "foreign"});
    await child.comm({kind: "msg", id, data: {}}, 81);
    await expect.poll(() => child.text("stderr")).toContain("in the listener");
    expect(await child.cell("1")).toEqual({status: "ok"});
  });
});
