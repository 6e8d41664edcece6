/** @file Scripts of a page, and the policy that lets no other script run. */
import {createHash} from "node:crypto";

/** A source that may stand inside a `<script>` element; its strings keep their meaning. */
export const scriptSource = (source: string): string => source.replace(/\r\n?/g, "\n").replace(/<(?=\/script|!--)/gi, "\\x3c");

export const script = (source: string): string => `<script>${source}</script>`;

/**
 * The Content-Security-Policy of a page that holds these scripts and nothing else that runs: nothing is loaded, from
 * anywhere, and a script that got in another way stays dead.
 */
export function policy(sources: readonly string[], evaluates = false): string {
  const hashes = sources.map((source) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`);
  const scripts = [...hashes, ...(evaluates ? ["'unsafe-eval'"] : [])].join(" ") || "'none'";
  return `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${scripts}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'">`;
}
