/** @file WebAssembly that ships as text: decoded, compiled once. */

/** Base64 to bytes, in Node and in a browser. */
export function decoded(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
