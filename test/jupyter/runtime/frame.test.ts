import {describe, expect, it} from "vitest";
import {decodeBody, encodeBody, encodeFrame, frameReader} from "../../../lib/jupyter/runtime/frame.ts";

describe("a frame", () => {
  it("comes back whole, however its bytes are cut", () => {
    const sent = [["stdout", 7, "é😀\n"], ["message", -1, "{}"], ["barrier", 3, ""], ["stderr", 2 ** 31 - 1, "x".repeat(70_000)]] as const;
    const bytes = Buffer.concat(sent.map(([kind, origin, body]) => encodeFrame(kind, origin, body)));
    for (const size of [1, 2, 3, 7, 4096, bytes.length]) {
      const heard: unknown[] = [];
      const read = frameReader(({kind, origin, body}) => heard.push([kind, origin, body.toString()]));
      for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size));
      expect(heard).toEqual(sent);
    }
  });
});

describe("a message", () => {
  it("carries its binary parts beside the JSON, empty ones too", () => {
    const parts = [new Uint8Array([0, 255]), new Uint8Array(0), new Uint8Array(1000).fill(7)];
    const {message, parts: back} = decodeBody(encodeBody({a: ["é"]}, parts));
    expect(message).toEqual({a: ["é"]});
    expect(back.map((part) => [...part])).toEqual(parts.map((part) => [...part]));
  });
});
