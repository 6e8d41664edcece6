/** @file The oldest Node that we run on, said in a sentence. */

/** What is wrong with Node `version` ("22.4.1"), or nothing: module hooks, require(esm) and `using` came with 22.12. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return undefined;
  return `spikebook: Node must be 22.12 or newer, got ${version}; see https://nodejs.org for a current one`;
}
