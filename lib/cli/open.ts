/** @file Opens an address in the person's browser, where there is a screen. */
import {spawn} from "node:child_process";

/** Whether a window could be seen here. */
export function screen(variables: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === "win32" || platform === "darwin") return variables["SSH_CONNECTION"] === undefined;
  return Boolean(variables["DISPLAY"] || variables["WAYLAND_DISPLAY"]);
}

/** Resolves to whether a browser was started. */
export function openAddress(address: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [command, ...args] = platform === "win32" ? ["cmd", "/c", "start", "", address] : platform === "darwin" ? ["open", address] : ["xdg-open", address];
  return new Promise((resolve) => {
    const child = spawn(command!, args, {stdio: "ignore", detached: true});
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
