/** @file Our plugins, beside JupyterLab's. */
import {launcher} from "./launcher-plugin.ts";
import {logo} from "./logo.ts";

export const ownPlugins: readonly unknown[] = [launcher, logo];
