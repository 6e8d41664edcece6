import {describe, expect, it} from "vitest";
import {formatIdx, parseIdx} from "../../lib/files/idx.ts";

describe("IDX", () => {
  it("is two zeros, type, axes, big-endian sizes and numbers: by hand", () => {
    const bytes = Uint8Array.of(0, 0, 0x0b, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0x01, 0x02, 0xff, 0xfe);
    expect(parseIdx(bytes)).toEqual({shape: [1, 2], data: Int16Array.of(258, -2)});
    expect(formatIdx({shape: [1, 2], data: Int16Array.of(258, -2)})).toEqual(bytes);
  });
  it("keeps every type of number through writing and reading", () => {
    for (const data of [Uint8Array.of(0, 255), Int8Array.of(-128, 127), Int16Array.of(-32768, 1), Int32Array.of(-1, 2 ** 31 - 1), Float32Array.of(0.5, -Infinity), Float64Array.of(Math.PI, -0)]) {
      expect(parseIdx(formatIdx({shape: [2], data}))).toEqual({shape: [2], data});
    }
  });
  it("reads a part of a larger buffer, and keeps no hold of it", () => {
    const bytes = Uint8Array.of(9, 9, ...formatIdx({shape: [2], data: Uint8Array.of(5, 6)})), {data} = parseIdx(bytes.subarray(2));
    bytes.fill(0);
    expect([...data]).toEqual([5, 6]);
  });
  it("says where bytes stop being IDX", () => {
    expect(() => parseIdx(Uint8Array.of(0x1f, 0x8b, 8, 1))).toThrow("parseIdx: the file must begin with two zero bytes, got 0x1f8b");
    expect(() => parseIdx(Uint8Array.of(0))).toThrow("parseIdx: the file must begin with two zero bytes, got 1 bytes");
    expect(() => parseIdx(Uint8Array.of(0, 0, 7, 1))).toThrow("parseIdx: type must be 8, 9, b, c, d or e (hexadecimal), got 7");
    expect(() => parseIdx(Uint8Array.of(0, 0, 8, 2, 0, 0))).toThrow("parseIdx: a header of 2 axes needs 12 bytes, got 6");
    expect(() => parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 1, 2))).toThrow("parseIdx: shape [3] needs 11 bytes, got 10");
    expect(() => formatIdx({shape: [3], data: Uint8Array.of(1)})).toThrow("formatIdx: shape [3] needs 3 numbers, got 1");
  });
});
