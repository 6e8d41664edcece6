/** @file Bitmap images as base64: checked by their signature, measured by their header. */
import type {Bundle} from "../runtime/port.ts";
import {plainText} from "./format/text.ts";

/** The file's bytes, or the same as base64 or as a `data:` URL. */
export type ImageSource = Uint8Array | ArrayBuffer | string;

export interface ImageOptions {
  /** CSS pixels; the image's own size if left out. */
  readonly width?: number;
  readonly height?: number;
}

type Size = readonly [width: number, height: number];

interface ImageKind {
  readonly name: string;
  readonly type: string;
  readonly signature: readonly number[];
  size(bytes: Buffer): Size | undefined;
}

const png: ImageKind = {name: "PNG", type: "image/png", signature: [0x89, 0x50, 0x4e, 0x47], size: (bytes) => (bytes.length >= 24 ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : undefined)};
const gif: ImageKind = {name: "GIF", type: "image/gif", signature: [0x47, 0x49, 0x46, 0x38], size: (bytes) => (bytes.length >= 10 ? [bytes.readUInt16LE(6), bytes.readUInt16LE(8)] : undefined)};
const jpeg: ImageKind = {name: "JPEG", type: "image/jpeg", signature: [0xff, 0xd8, 0xff], size: jpegSize};

/** Walks the segments to the frame header (SOF0 … SOF15), which holds height and width. */
function jpegSize(bytes: Buffer): Size | undefined {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1]!;
    // C4, C8 and CC lie in the range but are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  return undefined;
}

export const pngBundle = (source: ImageSource, options: ImageOptions = {}): Bundle => imageBundle(source, png, options);
export const jpegBundle = (source: ImageSource, options: ImageOptions = {}): Bundle => imageBundle(source, jpeg, options);
export const gifBundle = (source: ImageSource, options: ImageOptions = {}): Bundle => imageBundle(source, gif, options);

/** @throws TypeError if the bytes do not begin as such an image does. */
function imageBundle(source: ImageSource, kind: ImageKind, {width, height}: ImageOptions): Bundle {
  const bytes = bytesOf(source, kind);
  if (!kind.signature.every((byte, i) => bytes[i] === byte)) throw new TypeError(`display.${kind.name.toLowerCase()}: image must hold a ${kind.name} file, got ${plainText(source).slice(0, 80)}`);
  const size = kind.size(bytes);
  const shown = {...(positive(width, "width") ? {width} : {}), ...(positive(height, "height") ? {height} : {})};
  return {
    data: {[kind.type]: bytes.toString("base64"), "text/plain": `${kind.name} image${size ? `, ${size[0]} × ${size[1]} pixels` : ""}`},
    metadata: Object.keys(shown).length > 0 ? {[kind.type]: shown} : {}
  };
}

function bytesOf(source: ImageSource, {name}: ImageKind): Buffer {
  if (typeof source === "string") return Buffer.from(source.replace(/^data:[^,]*,/, ""), "base64");
  if (source instanceof ArrayBuffer) return Buffer.from(source);
  if (ArrayBuffer.isView(source)) return Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  throw new TypeError(`display.${name.toLowerCase()}: image must be bytes or base64 text, got ${plainText(source).slice(0, 80)}`);
}

function positive(pixels: number | undefined, name: string): pixels is number {
  if (pixels !== undefined && !(pixels > 0 && Number.isFinite(pixels))) throw new RangeError(`display: ${name} must be positive (CSS pixels), got ${pixels}`);
  return pixels !== undefined;
}
