/** @file IDX, the format of MNIST: zero, zero, type, number of axes, the sizes, the numbers, all big-endian. */
import {checkedShape, sizeOf, written} from "../tensor/shape.ts";
import type {Shape} from "../tensor/shape.ts";

/** The numbers of an IDX file, of the type that the file gives. */
export type IdxData = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

export interface Idx {
  readonly shape: Shape;
  readonly data: IdxData;
}

interface Kind {
  readonly bytes: number;
  readonly make: (count: number) => IdxData;
  readonly read: (view: DataView, at: number) => number;
  readonly write: (view: DataView, at: number, value: number) => void;
}

const kinds: ReadonlyMap<number, Kind> = new Map([
  [0x08, {bytes: 1, make: (n) => new Uint8Array(n), read: (v, at) => v.getUint8(at), write: (v, at, x) => v.setUint8(at, x)}],
  [0x09, {bytes: 1, make: (n) => new Int8Array(n), read: (v, at) => v.getInt8(at), write: (v, at, x) => v.setInt8(at, x)}],
  [0x0b, {bytes: 2, make: (n) => new Int16Array(n), read: (v, at) => v.getInt16(at), write: (v, at, x) => v.setInt16(at, x)}],
  [0x0c, {bytes: 4, make: (n) => new Int32Array(n), read: (v, at) => v.getInt32(at), write: (v, at, x) => v.setInt32(at, x)}],
  [0x0d, {bytes: 4, make: (n) => new Float32Array(n), read: (v, at) => v.getFloat32(at), write: (v, at, x) => v.setFloat32(at, x)}],
  [0x0e, {bytes: 8, make: (n) => new Float64Array(n), read: (v, at) => v.getFloat64(at), write: (v, at, x) => v.setFloat64(at, x)}]
] satisfies [number, Kind][]);

/**
 * Reads the bytes of an IDX file (already unzipped).
 *
 * @throws RangeError that says where the bytes stop being IDX.
 */
export function parseIdx(bytes: Uint8Array): Idx {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) throw new RangeError(`parseIdx: the file must begin with two zero bytes, got ${bytes.length < 4 ? `${bytes.length} bytes` : `0x${view.getUint16(0).toString(16).padStart(4, "0")}`}`);
  const kind = kinds.get(view.getUint8(2)), axes = view.getUint8(3), start = 4 + 4 * axes;
  if (!kind) throw new RangeError(`parseIdx: type must be 8, 9, b, c, d or e (hexadecimal), got ${view.getUint8(2).toString(16)}`);
  if (bytes.length < start) throw new RangeError(`parseIdx: a header of ${axes} axes needs ${start} bytes, got ${bytes.length}`);
  const shape = Array.from({length: axes}, (_, axis) => view.getUint32(4 + 4 * axis)), count = sizeOf(shape);
  if (bytes.length !== start + count * kind.bytes) throw new RangeError(`parseIdx: shape ${written(shape)} needs ${start + count * kind.bytes} bytes, got ${bytes.length}`);
  const data = kind.make(count);
  for (let i = 0; i < count; i++) data[i] = kind.read(view, start + i * kind.bytes);
  return {shape, data};
}

/**
 * The bytes of an IDX file.
 *
 * @throws RangeError if the data has another size than the shape, or more than 255 axes.
 */
export function formatIdx({shape, data}: Idx): Uint8Array {
  checkedShape("formatIdx", shape);
  if (shape.length > 255) throw new RangeError(`formatIdx: at most 255 axes, got ${shape.length}`);
  if (data.length !== sizeOf(shape)) throw new RangeError(`formatIdx: shape ${written(shape)} needs ${sizeOf(shape)} numbers, got ${data.length}`);
  const [code, kind] = [...kinds].find(([, {make}]) => make(0).constructor === data.constructor)!;
  const start = 4 + 4 * shape.length, bytes = new Uint8Array(start + data.length * kind.bytes), view = new DataView(bytes.buffer);
  view.setUint8(2, code);
  view.setUint8(3, shape.length);
  shape.forEach((size, axis) => view.setUint32(4 + 4 * axis, size));
  for (let i = 0; i < data.length; i++) kind.write(view, start + i * kind.bytes, data[i]!);
  return bytes;
}
