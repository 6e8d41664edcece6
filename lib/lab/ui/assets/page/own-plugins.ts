/** @file Our plugins, beside JupyterLab's. */
import {exportHtml} from "./export-html.ts";
import {launcher} from "./launcher-plugin.ts";
import {logo} from "./logo.ts";
import {returning} from "./returning.ts";
import {sameOutputs} from "./same-outputs.ts";
import {stale} from "./stale/plugin.ts";

export const ownPlugins: readonly unknown[] = [exportHtml, launcher, logo, returning, sameOutputs, stale];
