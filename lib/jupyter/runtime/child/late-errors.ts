/** @file Errors that no cell awaits (in timers, callbacks, forgotten promises) are shown as text of the cell that caused them. */
import {sendText} from "./channel.ts";
import {failureOf} from "./errors/failure.ts";
import {Interrupted} from "./interruption.ts";

function show(title: string, error: unknown): void {
  if (error instanceof Interrupted) return;
  const [first = "", ...rest] = failureOf(error).traceback;
  sendText("stderr", `${title} ${first}\n${rest.map((line) => `${line}\n`).join("")}`);
}

/** Neither ends the process: its state is the notebook's. */
export function surviveErrors(): void {
  process.on("uncaughtException", (error) => show("Uncaught", error));
  process.on("unhandledRejection", (reason) => show("Uncaught (in promise)", reason));
  // The kernel decides what an interrupt from the keyboard means.
  process.on("SIGINT", () => {});
}
