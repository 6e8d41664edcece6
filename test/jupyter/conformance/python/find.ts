/** @file Looks for a Python that has Jupyter's packages, and says plainly what is missing where there is none. */
import {execFile, spawnSync} from "node:child_process";
import {promisify} from "node:util";

export interface Python {
  /** The interpreter, or nothing where the modules cannot be imported. */
  readonly command: string | undefined;
  /** Why there is none: part of the name of a test that is skipped. */
  readonly reason: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** `JUPYTER_KERNEL_TEST` names a folder that holds the package `jupyter_kernel_test`, which Debian does not have. */
export function findPython(...modules: readonly string[]): Python {
  const folder = process.env["JUPYTER_KERNEL_TEST"];
  const variables = {...process.env, ...(folder && {PYTHONPATH: folder})};
  const command = ["python3", "/usr/bin/python3", "python"].find((name) => spawnSync(name, ["-c", `import ${modules.join(", ")}`], {env: variables}).status === 0);
  return {command, variables, reason: command ? "" : ` (SKIPPED: no Python here can import ${modules.join(" and ")}; see test/jupyter/conformance/install-peers.sh)`};
}

const execute = promisify(execFile);

/** Runs a script with the kernels of `dataFolder`; gives stdout and stderr even where it fails. */
export async function runPython({command, variables}: Python, script: string, args: readonly string[], dataFolder: string): Promise<{readonly stdout: string; readonly stderr: string}> {
  try {
    return await execute(command!, [script, ...args], {env: {...variables, JUPYTER_DATA_DIR: dataFolder, JUPYTER_PATH: ""}, maxBuffer: 1 << 27, cwd: dataFolder});
  } catch (error) {
    const {stdout, stderr, message} = error as {stdout?: string; stderr?: string; message: string};
    return {stdout: stdout ?? "", stderr: stderr || message};
  }
}
