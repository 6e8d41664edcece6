/** @file Compresses built files beside themselves, once, so that the server only hands them on. */
import {readdir, readFile, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {promisify} from "node:util";
import {gzip} from "node:zlib";

const pack = promisify(gzip);
const texts = /\.(js|css|json|svg|html|txt)$/;
/** Below this, in bytes, the header of an answer is longer than the file. */
const least = 1024;

/** Writes `FILE.gz` beside every text under `folder` that gets shorter by it. */
export async function compressFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder, {recursive: true})) {
    const file = join(folder, name);
    if (!texts.test(name) || (await stat(file)).size < least) continue;
    const bytes = await readFile(file);
    const packed = await pack(bytes, {level: 9});
    if (packed.length < bytes.length) await writeFile(`${file}.gz`, packed);
  }
}
