/** @file The child's way out: frames on fd 3, written at once, so that nothing is lost when the process ends. */
import {randomBytes} from "node:crypto";
import fs from "node:fs";
import type {Origin, Output} from "../../engine.ts";
import {encodeBody, encodeFrame} from "../frame.ts";
import {splitComm} from "../messages.ts";
import type {Report} from "../messages.ts";
import {currentOrigin} from "./origin.ts";

const out = 3;
const writeSync = fs.writeSync; // a cell may replace the one in `fs`, and we do too.
const mark = `\0spikebook:${randomBytes(16).toString("hex")}:`;
const waiting = new Int32Array(new SharedArrayBuffer(4));
let barriers = 0;

/** Writes all of it; a pipe that is full for the moment is waited for. */
export function writeAll(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(waiting, 0, 0, 1);
    }
  }
}

function emit(bytes: Buffer): void {
  try {
    writeAll(out, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EPIPE") process.kill(process.pid, "SIGKILL"); // the kernel has gone.
    throw error;
  }
}

export function sendText(name: "stdout" | "stderr", text: string | Buffer, origin: Origin = currentOrigin()): void {
  if (text.length > 0) emit(encodeFrame(name, origin, text));
}

export function report(message: Report, parts?: readonly Uint8Array[], origin: Origin = currentOrigin()): void {
  emit(encodeFrame("message", origin, encodeBody(message, parts)));
}

export function sendOutput(output: Output, origin: Origin = currentOrigin()): void {
  if (output.type === "stream") return sendText(output.name, output.text, origin);
  if (output.type !== "comm") return report({is: "output", output}, [], origin);
  const {bare, parts} = splitComm(output.comm);
  report({is: "output", output: {type: "comm", comm: bare}}, parts, origin);
}

/** Lets the kernel line up fd 1 and fd 2 with the frames: what was written before it stays before what follows. */
export function barrier(): void {
  barriers += 1;
  const shown = Buffer.from(`${mark}${barriers.toString(16).padStart(8, "0")}\0`);
  for (const fd of [1, 2]) {
    try {
      writeAll(fd, shown);
    } catch {
      // A cell has closed it: the kernel's patience covers that.
    }
  }
  emit(encodeFrame("barrier", barriers, ""));
}

export function announce(): void {
  report({is: "ready", mark});
}
