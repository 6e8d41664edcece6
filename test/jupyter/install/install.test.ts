import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {isAbsolute, join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {examineSpec, findInstalled} from "../../../lib/jupyter/install/examine.ts";
import {removeSpec, specFolder, writeSpec} from "../../../lib/jupyter/install/install.ts";
import {dataFolders, prefixDataFolder, systemPrefix, userDataFolder, type Environment} from "../../../lib/jupyter/install/paths.ts";
import {makeSpec} from "../../../lib/jupyter/install/spec.ts";

const base = mkdtempSync(join(tmpdir(), "install-"));
afterAll(() => rmSync(base, {recursive: true}));
const on = (platform: NodeJS.Platform, variables: Environment["variables"] = {}): Environment => ({platform, home: "/home/ada", variables});
const program = {node: process.execPath, nodeArguments: ["--flag"], file: import.meta.filename};

describe.skipIf(process.platform === "win32")("Jupyter's data folders", () => {
  it("never are relative to the working folder, even where HOME is empty", () => {
    const code = `import {userDataFolder} from ${JSON.stringify(new URL("../../../lib/jupyter/install/paths.ts", import.meta.url).href)}; console.log(userDataFolder())`;
    const folder = execFileSync(process.execPath, ["--input-type=module", "-e", code], {env: {PATH: process.env["PATH"], HOME: ""}, encoding: "utf8"}).trim();
    expect(isAbsolute(folder)).toBe(true);
  });
  it("of the user are where jupyter_core has them on each system", () => {
    expect(userDataFolder(on("linux"))).toBe("/home/ada/.local/share/jupyter");
    expect(userDataFolder(on("linux", {XDG_DATA_HOME: "/data"}))).toBe("/data/jupyter");
    expect(userDataFolder(on("darwin"))).toBe("/home/ada/Library/Jupyter");
    expect(userDataFolder(on("win32", {APPDATA: "/roaming"}))).toBe("/roaming/jupyter");
    expect(userDataFolder(on("darwin", {JUPYTER_DATA_DIR: "/mine"}))).toBe("/mine");
  });
  it("go from JUPYTER_PATH over the user's and the environment's to the system's", () => {
    expect(dataFolders(on("linux", {JUPYTER_PATH: "/a:/b", VIRTUAL_ENV: "/env"}))).toEqual([
      "/a", "/b", "/home/ada/.local/share/jupyter", "/env/share/jupyter", "/usr/local/share/jupyter", "/usr/share/jupyter"]);
    expect(prefixDataFolder("/opt/x")).toBe("/opt/x/share/jupyter");
    expect(systemPrefix(on("linux", {CONDA_PREFIX: "/conda"}))).toBe("/conda");
  });
});

describe("a kernelspec", () => {
  const folder = specFolder(base, "spikebook");

  it("starts our program on the connection file, is interrupted by message, and brings three logos", () => {
    writeSpec(folder, makeSpec({program, displayName: "TypeScript", extra: ["--engine", "tslab"]}));
    expect(JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"))).toMatchObject({
      argv: [process.execPath, "--flag", import.meta.filename, "kernel", "{connection_file}", "--engine", "tslab"],
      display_name: "TypeScript", language: "typescript", interrupt_mode: "message"});
    expect(readdirSync(folder).sort()).toEqual(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]);
    expect(readFileSync(join(folder, "logo-64x64.png")).readUInt32BE(16)).toBe(64);
    expect(readFileSync(join(folder, "logo-32x32.png")).readUInt32BE(16)).toBe(32);
  });
  it("takes the place of an older one as a whole, and leaves nothing beside it", () => {
    writeFileSync(join(folder, "old.txt"), "");
    writeSpec(folder, makeSpec({program, displayName: "Second"}));
    expect(existsSync(join(folder, "old.txt"))).toBe(false);
    expect(readdirSync(join(base, "kernels"))).toEqual(["spikebook"]);
  });
  it("is found where Jupyter looks, also beside a broken one and one of others", () => {
    for (const [name, text] of [["broken", "{"], ["other", JSON.stringify({argv: ["x"], metadata: {}})]] as const) {
      mkdirSync(join(base, "kernels", name), {recursive: true});
      writeFileSync(join(base, "kernels", name, "kernel.json"), text);
    }
    expect(findInstalled(on(process.platform, {JUPYTER_PATH: base})).filter((each) => each.folder.startsWith(base)).map(({spec}) => spec.display_name)).toEqual(["Second"]);
  });
  it("that points to a file that is gone is told with the remedy", () => {
    const gone = join(base, "gone.ts");
    const spec = makeSpec({program: {...program, file: gone}, displayName: "Stale"});
    expect(examineSpec({folder, spec})).toEqual({good: false, what: `kernelspec in ${folder} points to what is gone: ${gone}`, remedy: "spikebook install writes it anew"});
  });
  it("goes away, and is missed the second time", () => {
    expect([removeSpec(folder), removeSpec(folder)]).toEqual([true, false]);
  });
  it.each(["", "../up", "a/b", ".."])("has no name like %j", (name) => {
    expect(() => specFolder(base, name)).toThrow("kernel name: must be of letters");
  });
});
