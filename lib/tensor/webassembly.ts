/** @file WebAssembly that ships as text. */

/** Base64 to bytes: in Node by its own decoder, in a browser by hand (for 70 KB 0.1 and 2 ms before the code is warm). */
export function decoded(text: string): Uint8Array<ArrayBuffer> {
  if (typeof Buffer !== "undefined") return new Uint8Array(Buffer.from(text, "base64"));
  const characters = atob(text), bytes = new Uint8Array(characters.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = characters.charCodeAt(k);
  return bytes;
}
