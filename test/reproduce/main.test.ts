import {spawnSync} from "node:child_process";
import {mkdtempSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {rows} from "./reproduce.ts";

const flags = ["--conditions=spikebook-source", "--disable-warning=ExperimentalWarning"];
const node = (args: readonly string[], env: Record<string, string> = {}) => spawnSync(process.execPath, [...flags, ...args], {encoding: "utf8", env: {...process.env, ...env}, timeout: 240_000});
const main = join(import.meta.dirname, "main.ts");

describe("npm run reproduce", () => {
  it("refuses a name that it does not know, and says which it knows", () => {
    const {status, stderr} = node([main, "tutorial-6", "tutorial-7"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^reproduce: no reproduction tutorial-7; there are .*tutorial-6.*--full/);
  }, 250_000);
  it("says that it needs MNIST, and where to put it, and ends with an error", () => {
    const empty = mkdtempSync(join(tmpdir(), "no-mnist-")), {status, stdout, stderr} = node([main, "tutorial-6"], {SPIKEBOOK_MNIST: empty});
    expect(status).toBe(3);
    expect(stderr).toContain("reproduce: this reproduction needs MNIST, its four IDX files in datasets/mnist or in the folder that SPIKEBOOK_MNIST names");
    expect(stderr).toContain(`train-images-idx3-ubyte.gz must be in ${empty}`);
    expect(stdout).not.toContain("|");
  }, 250_000);
  it.each([[true, 0], [false, 1]])("ends with the code of its outcome (held: %s)", (held, code) => {
    const outcome = {setting: "here", theirs: "1", ours: "2", tolerance: "0", held};
    const {status, stdout} = node(["--input-type=module", "--eval", `
      import {reproduce} from ${JSON.stringify(new URL("./reproduce.ts", import.meta.url).href)};
      await reproduce({source: "a paper", seeds: "1"}, async () => [${JSON.stringify(outcome)}]);`]);
    expect(status).toBe(code);
    expect(stdout).toContain(held ? "| yes  |" : "| no: outside |");
  }, 250_000);
});

describe("rows", () => {
  it("is a Markdown table that names source, seeds and time once, and says why a number was missed", () => {
    const base = {setting: "a", theirs: "98 %", ours: "97 %", tolerance: "- 0.5"};
    const [head, line, first, second] = rows({source: "a paper", seeds: "1"}, [{...base, held: true}, {...base, setting: "b", held: false, why: "one epoch"}], 61.4).split("\n").map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim()));
    expect(head).toEqual(["source", "setting", "theirs", "ours", "seeds", "tolerance", "held", "processor time"]);
    expect(line!.every((cell) => /^-+$/.test(cell))).toBe(true);
    expect(first).toEqual(["a paper", "a", "98 %", "97 %", "1", "- 0.5", "yes", "61 s"]);
    expect(second).toEqual(["", "b", "98 %", "97 %", "", "- 0.5", "no: one epoch", ""]);
  });
});
