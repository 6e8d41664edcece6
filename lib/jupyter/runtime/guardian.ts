/** @file Sees to it that no child outlives the kernel, even one that computes without end when the kernel is killed. */
import {spawn} from "node:child_process";

// The shell sleeps in `read` until our end of its pipe closes, which it does however we end.
const script = 'read -r _; kill -KILL "-$1" 2>/dev/null';

/** Watches over the process group `group`; gives the function that ends the watch. */
export function guard(group: number | undefined): () => void {
  if (group === undefined || process.platform === "win32") return () => {};
  const shell = spawn("/bin/sh", ["-c", script, "sh", String(group)], {detached: true, stdio: ["pipe", "ignore", "ignore"]});
  shell.on("error", () => {}); // No shell: then the child's own check of its pipe must do.
  shell.stdin.on("error", () => {});
  shell.unref();
  (shell.stdin as unknown as {unref?(): void}).unref?.();
  return () => void shell.kill("SIGKILL");
}
