import {mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, it} from "vitest";
import {prune} from "../../../../lib/lab/server/contents/trust.ts";

it("forgets the oldest signatures where there are too many", async () => {
  const folder = mkdtempSync(join(tmpdir(), "spikebook-trust-"));
  for (let i = 0; i < 10; i++) {
    writeFileSync(join(folder, `s${i}`), "");
    utimesSync(join(folder, `s${i}`), 1000 + i, 1000 + i);
  }
  await prune(folder, 10);
  expect(readdirSync(folder)).toHaveLength(10);
  await prune(folder, 8);
  expect(readdirSync(folder).sort()).toEqual(["s6", "s7", "s8", "s9"]);
  rmSync(folder, {recursive: true});
});
