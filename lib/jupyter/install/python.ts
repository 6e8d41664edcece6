/** @file What a Python on the path knows, where there is one; nothing of ours needs it. */
import {spawnSync} from "node:child_process";

/** What `code` prints, or nothing where no Python runs it. */
export function askPython(code: string): string | undefined {
  for (const name of ["python3", "python"]) {
    const {status, stdout} = spawnSync(name, ["-c", code], {encoding: "utf8", timeout: 20_000});
    if (status === 0) return stdout.trim();
  }
  return undefined;
}
