/** @file What the server says of itself and of the person. */
import {userInfo} from "node:os";
import type {Fields} from "../http/ask.ts";
import {json, nothing} from "../http/reply.ts";
import type {Route} from "../http/router.ts";

/** The version of Jupyter Server whose interface is spoken. */
export const interfaceVersion = "2.17.0";

export interface Activity {
  /** When something was last done, ISO. */
  readonly last: string;
  readonly connections: number;
  readonly kernels: number;
}

export interface AboutOptions {
  readonly activity: () => Activity;
  readonly licences?: unknown;
}

export function aboutRoutes({activity, licences = {bundles: {}}}: AboutOptions): readonly Route[] {
  const started = new Date().toISOString();
  const nowhere = {blocked_extensions_uris: [], allowed_extensions_uris: [], blocked_extensions: [], allowed_extensions: []};
  return [
    // Who asks for it is to know where a server is, and nothing else.
    {method: "GET", pattern: "/api", open: true, handler: () => json({version: interfaceVersion})},
    {
      method: "GET", pattern: "/api/status",
      handler() {
        const {last, connections, kernels} = activity();
        return json({started, last_activity: last, connections, kernels});
      }
    },
    {method: "GET", pattern: "/api/me", handler: ({query}) => json({identity: identity(), permissions: permissions(query.get("permissions"))})},
    {method: "GET", pattern: "/api/terminals", handler: () => json([])},
    {method: "POST", pattern: "/api/events", handler: () => nothing()},
    {method: "GET", pattern: "/lab/api/listings/*path", handler: () => json(nowhere)},
    {method: "GET", pattern: "/lab/api/licenses", handler: () => json(licences)}
  ];
}

function identity(): Fields {
  const username = person();
  return {username, name: username, display_name: username, initials: username.slice(0, 1).toUpperCase(), avatar_url: null, color: null};
}

/** A container may run as a number without a name. */
function person(): string {
  try {
    return userInfo().username;
  } catch {
    return "person";
  }
}

/** There is one person, who may do all that is asked about. */
function permissions(asked: string | null): unknown {
  try {
    return JSON.parse(asked ?? "{}") as unknown;
  } catch {
    return {};
  }
}
