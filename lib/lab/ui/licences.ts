/** @file The licences of what went into the page, as JupyterLab's "Licenses" shows them. */
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {Metafile} from "./bundler.ts";

export interface Licence {
  readonly name: string;
  readonly versionInfo: string;
  readonly licenseId: string;
  readonly extractedText: string;
}

/** Old packages list their licences as objects. */
interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | {readonly type: string};
  readonly licenses?: readonly {readonly type: string}[];
}

const packageIn = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//;

/** One entry for each package of which the bundle holds a file, by name. */
export function licencesOf({inputs}: Metafile, packages: string): readonly Licence[] {
  const folders = new Set(Object.keys(inputs).flatMap((file) => packageIn.exec(file.replaceAll("\\", "/").replace(/^.*?:/, ""))?.[1] ?? []));
  return [...folders].flatMap((folder) => licenceIn(join(packages, folder))).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a package says of its licence. */
export function licenceIn(folder: string): readonly Licence[] {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return [];
  const {name, version = "", license, licenses} = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  if (!name) return [];
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
  return [{name, versionInfo: version, licenseId: [license ?? licenses ?? []].flat().map((each) => (typeof each === "string" ? each : each.type)).join(" OR "), extractedText: file ? readFileSync(join(folder, file), "utf8") : ""}];
}
