/** @file mathjs from its one-file bundle: all of it loads in a quarter of a second, the thousand modules in three. */
import {createRequire} from "node:module";

export const {all, create} = createRequire(import.meta.url)("mathjs/lib/browser/math.js") as typeof import("mathjs");
