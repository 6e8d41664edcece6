/** @file Where Jupyter keeps its data on each system. */
import {homedir, userInfo} from "node:os";
import {delimiter, join, resolve} from "node:path";

export interface Environment {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The user's home; an empty `HOME`, which would name the working folder, counts as none. */
export function homeFolder(): string {
  return homedir() || userInfo().homedir;
}

export const here: Environment = {platform: process.platform, home: homeFolder(), variables: process.env};

/** The user's data folder of Jupyter; `JUPYTER_DATA_DIR` goes before all else. */
export function userDataFolder({platform, home, variables}: Environment = here): string {
  const {JUPYTER_DATA_DIR: given, APPDATA: roaming, XDG_DATA_HOME: shared} = variables;
  if (given) return resolve(given);
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32") return join(roaming || join(home, "AppData", "Roaming"), "jupyter");
  return join(shared || join(home, ".local", "share"), "jupyter");
}

/** The data folder under a prefix such as `/usr/local` or a Python environment. */
export function prefixDataFolder(prefix: string): string {
  return join(resolve(prefix), "share", "jupyter");
}

/** The prefix of the active Python environment, if one is active. */
export function systemPrefix({variables}: Environment = here): string | undefined {
  return variables["VIRTUAL_ENV"] || variables["CONDA_PREFIX"] || undefined;
}

/** Every folder in which Jupyter looks for data, the first found going before the others. */
export function dataFolders(environment: Environment = here): readonly string[] {
  const {platform, variables} = environment;
  const given = (variables["JUPYTER_PATH"] ?? "").split(delimiter).filter((each) => each !== "");
  const prefixes = [variables["VIRTUAL_ENV"], variables["CONDA_PREFIX"]].filter((each) => each !== undefined && each !== "").map((each) => prefixDataFolder(each!));
  const system = platform === "win32"
    ? [join(variables["PROGRAMDATA"] || "C:\\ProgramData", "jupyter")]
    : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  return [...new Set([...given, userDataFolder(environment), ...prefixes, ...system])];
}
