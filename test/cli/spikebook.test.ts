import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, it} from "vitest";
import {ended, start} from "./command.ts";

it("a command does all that it was asked also when the reader of its output has gone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "spikebook-pipe-"));
  try {
    // One line for each of six files: the second line already meets the broken pipe.
    const child = start(["exercises", "--out", folder]);
    child.stdout!.destroy();
    expect(await ended(child)).toMatchObject({code: 0, signal: null, err: ""});
    expect(readdirSync(folder, {recursive: true}).filter((name) => String(name).endsWith(".ipynb"))).toHaveLength(6);
  } finally {
    rmSync(folder, {recursive: true});
  }
});
