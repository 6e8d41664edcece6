/** @file The one gate that every request and every websocket passes: host, origin, token or cookie, forged writes. */
import type {IncomingHttpHeaders} from "node:http";
import {HttpFault} from "../http/fault.ts";
import type {Cookies} from "./cookies.ts";
import {foreign, hostName, loopback, sameOrigin} from "./hosts.ts";
import {same} from "./secret.ts";

export interface GateOptions {
  readonly token: string;
  readonly cookies: Cookies;
  /** Whether we listen on this machine alone: then no other name is answered to. */
  readonly local: boolean;
  /** Further names of this machine. */
  readonly hosts: readonly string[];
  /** Other origins whose pages may use the server, each whole: `https://example.org`. */
  readonly origins: readonly string[];
}

/** What the gate looks at. */
export interface Visit {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** A page that a person opens, by a link from anywhere: it needs no proof of origin, and shows nothing to the other site. */
  readonly page?: boolean;
}

/** How a visitor is known. */
export type Proof = "token" | "cookie" | undefined;

export interface Gate {
  /** @throws HttpFault 403 if the request comes by a foreign name, from a foreign page, or may be forged. */
  admit(visit: Visit): Proof;
  /** Whether this is the token. */
  token(given: string): boolean;
  /** The origin, where it is one of those that may use the server. */
  allowed(headers: IncomingHttpHeaders): string | undefined;
}

export function gate({token, cookies, local, hosts, origins}: GateOptions): Gate {
  const names = new Set(hosts.map((each) => each.toLowerCase()));
  const isToken = (given: string): boolean => given !== "" && same(given, token);
  const allowed: Gate["allowed"] = ({origin}) => (origin !== undefined && origins.includes(origin) ? origin : undefined);

  function checkHost(host: string | undefined): void {
    const name = hostName(host);
    if (name === undefined) throw new HttpFault(400, "the host header names no host");
    if (local && !loopback(name) && !names.has(name)) throw new HttpFault(403, "this server answers to localhost alone");
  }

  /** A token in a header or address cannot be sent by a page that does not know it; a cookie can. */
  function checkCookie(session: string, {method, query, headers, page}: Visit): void {
    const reading = method === "GET" || method === "HEAD" || method === "OPTIONS";
    if (reading) {
      if (!page && foreign(headers) && !allowed(headers)) throw new HttpFault(403, "another site's page may not read here");
      return;
    }
    // The browser itself says that the page is ours, and no page can make it say so.
    if (headers["sec-fetch-site"] === "same-origin" && headers.origin !== undefined && sameOrigin(headers.origin, headers.host)) return;
    const given = headers["x-xsrftoken"] ?? query.get("_xsrf") ?? "";
    if (typeof given !== "string" || !same(given, cookies.word(session))) throw new HttpFault(403, "'_xsrf' argument missing or wrong");
  }

  return {
    token: isToken,
    allowed,
    admit(visit) {
      const {headers, query} = visit;
      checkHost(headers.host);
      const [, shown = ""] = /^(?:token|bearer)\s+(.+)$/i.exec(headers.authorization ?? "") ?? [];
      if (isToken(shown) || isToken(query.get("token") ?? "")) return "token";
      if (headers.origin !== undefined && !sameOrigin(headers.origin, headers.host) && !allowed(headers)) throw new HttpFault(403, "cross-origin requests are refused");
      const session = cookies.session(headers.cookie);
      if (session === undefined) return undefined;
      checkCookie(session, visit);
      return "cookie";
    }
  };
}
