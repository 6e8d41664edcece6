/** @file The environment that kernels get: the person's own, without what belongs to the server. */

/** Variables in which a token may be given to a server: cells have no business with it. */
const secrets = new Set(["JUPYTER_TOKEN", "SPIKEBOOK_TOKEN"]);

export function cleanEnvironment(variables: NodeJS.ProcessEnv = process.env, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {...Object.fromEntries(Object.entries(variables).filter(([name]) => !secrets.has(name))), ...more};
}
