/** @file The two forms of a message on a websocket, byte by byte after Jupyter Server's own description. */
import {describe, expect, it} from "vitest";
import {binary, plain} from "../../../../lib/lab/server/kernels/frames.ts";
import type {Message} from "../../../../lib/jupyter/protocol/message.ts";

const message = (...buffers: Uint8Array[]): Message => ({
  header: {msg_id: "1", msg_type: "comm_msg", session: "s", username: "u", date: "d", version: "5.4"}, parent_header: {}, metadata: {m: "ü"}, content: {a: [1, "→"]}, buffers
});
const bytes = (...values: number[]): Buffer => Buffer.from(values);
const le = (value: number): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
};
const be = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
};

/** A frame from its parts, by the description of the form. */
function binaryFrame(parts: readonly Buffer[]): Buffer {
  const first = 8 * (parts.length + 2);
  const offsets = parts.reduce((list, part) => [...list, list.at(-1)! + part.length], [first]);
  return Buffer.concat([le(offsets.length), ...offsets.map(le), ...parts]);
}
const jsonParts = ({header, parent_header, metadata, content}: Message): Buffer[] => [header, parent_header, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));

describe("the binary form", () => {
  it.each([[], [bytes(1, 2, 3)], [bytes(), bytes(255)]])("is the table and the parts, with buffers %j", (...buffers) => {
    const sent = message(...buffers);
    const frame = binaryFrame([Buffer.from("shell"), ...jsonParts(sent), ...buffers]);
    expect(Buffer.compare(Buffer.from(binary.encode("shell", sent)), frame)).toBe(0);
    expect(binary.decode(frame)).toEqual({channel: "shell", message: sent});
  });
  it("refuses a frame that is cut off or lies", () => {
    const frame = binaryFrame([Buffer.from("shell"), ...jsonParts(message())]);
    for (let length = 0; length < frame.length; length += 7) expect(() => binary.decode(frame.subarray(0, length))).toThrow();
    const lies = Buffer.from(frame);
    le(9e15).copy(lies, 8 * 4);
    expect(() => binary.decode(lies)).toThrow("an offset points outside");
    expect(() => binary.decode(Buffer.concat([le(2 ** 40), frame.subarray(8)]))).toThrow("cut off");
    expect(() => binary.decode("{}")).toThrow("text came");
  });
});

describe("the JSON form", () => {
  it("is text where there are no buffers", () => {
    const {buffers: _, ...fields} = message();
    expect(JSON.parse(String(plain.encode("iopub", message())))).toEqual({...fields, channel: "iopub", buffers: [], msg_id: "1", msg_type: "comm_msg"});
    expect(plain.decode(JSON.stringify({...fields, channel: "control"}))).toEqual({channel: "control", message: message()});
  });
  it("is the table, the text and the buffers otherwise", () => {
    const buffers = [bytes(1, 2), bytes(), bytes(3)];
    const {buffers: _, ...fields} = message();
    const json = Buffer.from(JSON.stringify({...fields, channel: "shell"}));
    const first = 4 * 5;
    const frame = Buffer.concat([be(4), be(first), be(first + json.length), be(first + json.length + 2), be(first + json.length + 2), json, ...buffers]);
    expect(plain.decode(frame)).toEqual({channel: "shell", message: message(...buffers)});
    const encoded = plain.encode("shell", message(...buffers));
    expect(plain.decode(encoded as Buffer)).toEqual({channel: "shell", message: message(...buffers)});
    expect((encoded as Buffer).readUInt32BE(0)).toBe(4);
  });
  it.each(["", "x", "[]", "{}", "{\"channel\":\"iopub\",\"header\":{\"msg_id\":\"1\",\"msg_type\":\"x\"}}", "{\"channel\":\"shell\",\"header\":{}}", "{\"channel\":\"shell\",\"header\":[]}"])("refuses %j", (text) => {
    expect(() => plain.decode(text)).toThrow();
  });
});
