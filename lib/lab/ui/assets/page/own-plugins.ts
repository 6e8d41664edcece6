/** @file Our plugins, beside JupyterLab's. */
import {launcher} from "./launcher-plugin.ts";
import {logo} from "./logo.ts";
import {returning} from "./returning.ts";
import {sameOutputs} from "./same-outputs.ts";
import {stale} from "./stale/plugin.ts";

export const ownPlugins: readonly unknown[] = [launcher, logo, returning, sameOutputs, stale];
