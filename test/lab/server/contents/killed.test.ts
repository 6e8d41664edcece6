/** @file A save that is killed halfway loses nothing: the file is the old one or the new one, whole. */
import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, readFileSync, realpathSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {expect, it} from "vitest";
import {parseNotebook} from "../../../../lib/notebook/format/parse.ts";

it("leaves one whole notebook behind, whenever the server is killed", async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "spikebook-killed-")));
  for (const wait of [0, 3, 7, 12, 20]) {
    const child = spawn(process.execPath, ["--conditions=spikebook-source", "--disable-warning=ExperimentalWarning", join(import.meta.dirname, "saver.ts"), folder, join(folder, ".data")], {stdio: ["ignore", "pipe", "inherit"]});
    let dots = 0;
    await new Promise<void>((resolve) => child.stdout.on("data", (chunk: Buffer) => ((dots += chunk.length) >= 2 ? resolve() : undefined)));
    await setTimeout(wait);
    child.kill("SIGKILL");
    await once(child, "exit");
    const {cells: [cell]} = parseNotebook(readFileSync(join(folder, "a.ipynb"), "utf8"), "a.ipynb");
    expect(["a", "b"].map((letter) => letter.repeat(2_000_000)).includes(cell!.source)).toBe(true);
  }
  rmSync(folder, {recursive: true});
});
