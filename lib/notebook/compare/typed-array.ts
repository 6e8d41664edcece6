/** @file Numbers in plotly JSON: a plain list, or a typed array as base64 (`{dtype, bdata}`). */

export type Numbers = ArrayLike<number>;

const decoders: Readonly<Record<string, {readonly bytes: number; readonly read: (view: DataView, at: number) => number}>> = {
  i1: {bytes: 1, read: (view, at) => view.getInt8(at)},
  u1: {bytes: 1, read: (view, at) => view.getUint8(at)},
  u1c: {bytes: 1, read: (view, at) => view.getUint8(at)},
  i2: {bytes: 2, read: (view, at) => view.getInt16(at, true)},
  u2: {bytes: 2, read: (view, at) => view.getUint16(at, true)},
  i4: {bytes: 4, read: (view, at) => view.getInt32(at, true)},
  u4: {bytes: 4, read: (view, at) => view.getUint32(at, true)},
  f4: {bytes: 4, read: (view, at) => view.getFloat32(at, true)},
  f8: {bytes: 8, read: (view, at) => view.getFloat64(at, true)}
};

/** The numbers of a list that holds nothing else (at least two), or of a base64 typed array. */
export function numbersOf(value: unknown): Numbers | undefined {
  if (Array.isArray(value)) return value.length > 1 && value.every((each) => typeof each === "number") ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const {dtype, bdata} = value as {readonly dtype?: unknown; readonly bdata?: unknown};
  return typeof dtype === "string" && typeof bdata === "string" ? decode(dtype, bdata) : undefined;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decode(dtype: string, bdata: string): Numbers | undefined {
  const decoder = decoders[dtype.replace(/^[<|=]/, "")];
  if (!decoder || !base64.test(bdata)) return undefined;
  const bytes = Uint8Array.from(atob(bdata), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({length: Math.floor(bytes.byteLength / decoder.bytes)}, (_, i) => decoder.read(view, i * decoder.bytes));
}
