/** @file Our plugins, beside JupyterLab's. */
import {launcher} from "./launcher-plugin.ts";
import {logo} from "./logo.ts";
import {stale} from "./stale/plugin.ts";

export const ownPlugins: readonly unknown[] = [launcher, logo, stale];
