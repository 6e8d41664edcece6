/** @file Our plugins, beside JupyterLab's. */
import {appView} from "./app-view/plugin.ts";
import {exportHtml} from "./export-html.ts";
import {launcher} from "./launcher-plugin.ts";
import {logo} from "./logo.ts";
import {returning} from "./returning.ts";
import {sameOutputs} from "./same-outputs.ts";
import {stale} from "./stale/plugin.ts";
import {table} from "./table/plugin.ts";
import {variables} from "./variables/plugin.ts";

export const ownPlugins: readonly unknown[] = [appView, exportHtml, launcher, logo, returning, sameOutputs, stale, table, variables];
