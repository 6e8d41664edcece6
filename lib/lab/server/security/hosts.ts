/** @file Whom a request says it talks to, and from where: the defence against pages that point a name of their own at us. */
import type {IncomingHttpHeaders} from "node:http";

/** The host's name without its port; nothing if it is no host. */
export function hostName(host: string | undefined): string | undefined {
  const match = /^(\[[\da-f:.]+\]|[^\s:/@?#\\[\]]+)(?::\d{1,5})?$/i.exec(host ?? "");
  return match?.[1]?.toLowerCase().replace(/^\[|\]$/g, "");
}

/** Whether the name is this machine's own, whatever a name server says. */
export function loopback(name: string): boolean {
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Whether `origin` (or a referring page) is the very host that the request was sent to. */
export function sameOrigin(origin: string, host: string | undefined): boolean {
  try {
    const {protocol, host: from} = new URL(origin);
    return (protocol === "http:" || protocol === "https:") && host !== undefined && from === new URL(`${protocol}//${host}`).host;
  } catch {
    return false;
  }
}

/** Whether a browser says that the request was made by another site's page. */
export function foreign(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const {referer} = headers;
  return referer !== undefined && !sameOrigin(referer, headers.host);
}
