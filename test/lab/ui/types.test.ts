import {spawnSync} from "node:child_process";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {expect, it} from "vitest";
import {assets} from "../../../lib/lab/ui/packages.ts";
import {ready, remedy} from "./ready.ts";

const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

it.runIf(ready)("our plugins keep to the types of JupyterLab's packages", () => {
  const {status, stdout} = spawnSync(process.execPath, [tsc, "--project", join(assets, "page")], {encoding: "utf8"});
  expect({status, stdout}).toEqual({status: 0, stdout: ""});
}, 180_000);

it.skipIf(ready)(`our plugins are not checked here: ${remedy}`, ({skip}) => skip());
