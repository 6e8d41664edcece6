/** @file Comms both ways: opened here, opened there, messages, buffers, closing. */
import {describe, expect, it, vi} from "vitest";
import {display, onComm, openComm, type Comm} from "../../../lib/jupyter/display/index.ts";
import {testCell} from "./cell.ts";

describe("comms", () => {
  it("open with data, metadata and binary parts, send, and close once", () => {
    const cell = testCell();
    const bytes = Uint8Array.from([1]);
    const comm = openComm("chart", {a: 1}, {metadata: {v: 2}, buffers: [bytes]});
    comm.send({b: 2}, {buffers: [bytes]});
    comm.close({end: true});
    comm.close();
    expect(cell.commMessages()).toEqual([
      {kind: "open", id: comm.id, target: "chart", data: {a: 1}, metadata: {v: 2}, buffers: [bytes]},
      {kind: "msg", id: comm.id, data: {b: 2}, buffers: [bytes]},
      {kind: "close", id: comm.id, data: {end: true}}
    ]);
    expect([comm.closed, cell.comms()]).toEqual([true, {}]);
    expect(() => comm.send(1)).toThrow("comm chart: must be open to send");
  });
  it("hear the other side, as part of the cell that listens", async () => {
    const cell = testCell();
    const comm = openComm("chart");
    cell.run(8, () => comm.onMessage(({data, buffers}) => display([data, buffers.length])));
    await cell.receive({kind: "msg", id: comm.id, data: "hello", buffers: [Uint8Array.from([1])]});
    expect(cell.displays()).toMatchObject([{origin: 8, data: {"text/plain": "[ 'hello', 1 ]"}}]);
  });
  it("are told when the other side closes", async () => {
    const cell = testCell();
    const comm = openComm("chart");
    const closed = vi.fn();
    comm.onClose(closed);
    await cell.receive({kind: "close", id: comm.id, data: "bye"});
    expect(closed).toHaveBeenCalledWith({data: "bye", buffers: []});
    expect(comm.closed).toBe(true);
  });
  it("open from the front end at a registered target, as part of the cell that registered it", async () => {
    const cell = testCell();
    const opened: Comm[] = [];
    const stop = cell.run(3, () => onComm("probe", (comm, {data}) => {
      opened.push(comm);
      comm.onMessage(({data: asked}) => comm.send({echo: asked}));
      display(data);
    }));
    await cell.receive({kind: "open", id: "x", target: "probe", data: "hi"});
    await cell.receive({kind: "msg", id: "x", data: 5});
    expect(cell.displays()).toMatchObject([{origin: 3, data: {"text/plain": "'hi'"}}]);
    expect(cell.commMessages()).toEqual([{kind: "msg", id: "x", data: {echo: 5}}]);
    expect(cell.comms()).toEqual({x: "probe"});
    stop();
    await cell.receive({kind: "open", id: "y", target: "probe", data: 0});
    expect(opened).toHaveLength(1);
  });
  it("of an unknown target are answered with a close, and what is said to an unknown comm with nothing", async () => {
    const cell = testCell();
    await cell.receive({kind: "open", id: "a", target: "nobody", data: {}});
    await cell.receive({kind: "msg", id: "b", data: {}});
    await cell.receive({kind: "close", id: "c", data: {}});
    expect(cell.commMessages()).toEqual([{kind: "close", id: "a", data: {}}]);
  });
  it("let all listeners hear, and show one's error in the cell that gave it", async () => {
    const cell = testCell();
    const comm = openComm("chart");
    const heard = vi.fn();
    cell.run(4, () => comm.onMessage(() => { throw new Error("first"); }));
    comm.onMessage(heard);
    cell.run(6, () => onComm("probe", async () => { throw new Error("second"); }));
    await cell.receive({kind: "msg", id: comm.id, data: 1});
    await cell.receive({kind: "open", id: "x", target: "probe", data: 1});
    expect(heard).toHaveBeenCalledOnce();
    expect(cell.sent.filter(({type}) => type === "stream")).toMatchObject([{name: "stderr", origin: 4, text: expect.stringContaining("first")}, {name: "stderr", origin: 6, text: expect.stringContaining("second")}]);
  });
  it("have ways to stop that show nothing at the end of a cell", () => {
    const cell = testCell();
    const comm = openComm("chart");
    expect([onComm("probe", () => 1), comm.onMessage(() => 1), comm.onClose(() => 1)].map((stop) => cell.format(stop))).toEqual(Array(3).fill({data: {}, metadata: {}}));
  });
});
