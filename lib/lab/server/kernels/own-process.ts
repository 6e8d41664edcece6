/** @file The process of one of our kernels: no sockets, its messages come and go by the channel to the server that started it. */
import {join} from "node:path";
import {folderStore} from "../../../jupyter/history/folder.ts";
import {history} from "../../../jupyter/history/history.ts";
import {userDataFolder} from "../../../jupyter/install/paths.ts";
import {createKernel} from "../../../jupyter/kernel/kernel.ts";
import {createSpikeEngine} from "../../../jupyter/spike-engine.ts";
import type {FromKernel, ToKernel} from "./own-messages.ts";

const say = (what: FromKernel): void => {
  if (process.connected) process.send?.(what);
};
const log = (line: string): void => say({kind: "log", line});

const store = folderStore(join(userDataFolder(), "spikebook", "history"), {onTrouble: (error) => log(`history is not kept: ${(error as Error).message}`)});
const kernel = createKernel({engine: createSpikeEngine, cwd: process.cwd(), history: history(store), log}, ({channel, message}) => say({kind: "message", channel, message}));

process.on("message", (what: ToKernel) => {
  switch (what.kind) {
    case "message": return kernel.receive({channel: what.channel, message: what.message});
    case "interrupt": return void kernel.interrupt().finally(() => say({kind: "interrupted"}));
    case "close": return void kernel.close();
    default: what satisfies never;
  }
});
// A server that has gone, however it went, takes its kernels along.
process.on("disconnect", () => void kernel.close());
// Ctrl-C in the terminal is meant for the server.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => void kernel.close());
// A fault of ours must not cost the person the session.
process.on("uncaughtException", (error) => log(`an error in the kernel itself: ${error.stack ?? error.message}`));
process.on("unhandledRejection", (reason) => log(`an error in the kernel itself: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`));

await kernel.closed;
process.exit(0);
