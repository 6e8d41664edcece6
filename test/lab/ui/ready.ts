/** @file Whether the packages of the lab's page are installed here; the library and its tests do without them. */
import {join} from "node:path";
import {packagesReady} from "../../../lib/lab/ui/packages.ts";

export const cache = join(import.meta.dirname, "../../../.cache/lab");
export const ready = packagesReady(join(cache, "packages"));

/** What to say where they are not. */
export const remedy = "JupyterLab's packages are not installed; npm start -- --prepare installs and builds them";
