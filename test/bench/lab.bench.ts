/** @file How long until the lab can be used, and how much a browser loads for it. */
import {statSync} from "node:fs";
import {join} from "node:path";
import {buildPage, readBuilt} from "../../lib/lab/ui/build.ts";
import {executable, launch} from "../browser/chromium.ts";
import {codeCell, openLab, runCell, startLab} from "../browser/lab.ts";
import {cache, ready, remedy} from "../lab/ui/ready.ts";
import {code, notebook} from "../notebook/notebooks.ts";
import {median, table} from "./table.ts";

const rounds = 5;

if (!ready || executable === undefined) {
  console.error(`bench: ${ready ? "no Chromium on this machine" : remedy}`);
  process.exit(1);
}
const built = await buildPage({cache, progress: () => {}});
const {script, style, pieces} = readBuilt(built);
/** As it is sent: the smallest pieces are not packed. */
const sent = (name: string): number => (statSync(join(built, "static", `${name}.gz`), {throwIfNoEntry: false}) ?? statSync(join(built, "static", name))).size;

const times: Record<string, number[]> = {};
const note = (what: string, since: number): void => void (times[what] ??= []).push(performance.now() - since);
for (let round = 0; round < rounds; round++) {
  const begun = performance.now();
  const lab = await startLab();
  note("server with the built page", begun);
  await lab.write("one.ipynb", notebook(code("6 * 7")));
  const browser = await launch();
  const asked = performance.now();
  const {page} = await openLab(browser, lab, "one.ipynb");
  note("address to a notebook with an idle kernel, cold browser", asked);
  const run = performance.now();
  await runCell(page, 0);
  await codeCell(page, 0).locator(".jp-OutputArea-output", {hasText: "42"}).waitFor();
  note("click to a result", run);
  await browser.close();
  await lab.close();
}
console.log(table(["lab", `median of ${rounds}`], [
  ["first page, gzipped", `${([script, style, ...pieces].reduce((sum, name) => sum + sent(name), 0) / 1e6).toFixed(2)} MB`],
  ...Object.entries(times).map(([what, samples]) => [what, `${Math.round(median(samples))} ms`])
]));
