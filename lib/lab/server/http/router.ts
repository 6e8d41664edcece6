/** @file From method and path to a handler. */
import type {Ask} from "./ask.ts";
import {HttpFault} from "./fault.ts";
import type {Reply} from "./reply.ts";

export type Handler = (ask: Ask) => Reply | Promise<Reply>;

export interface Route {
  readonly method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
  /** `/api/kernels/:id` names one part, `/files/*path` all that follows. */
  readonly pattern: string;
  readonly handler: Handler;
  /** Answered to anyone; by default a route is for those who have shown the token. */
  readonly open?: boolean;
}

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface Router {
  /** @throws HttpFault 404 if there is no such place, 405 if it has other methods, 400 if the path cannot be decoded. */
  find(method: string, path: string): Found;
}

export function router(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({route, ...compile(route.pattern)}));
  return {
    find(method, path) {
      const here = compiled.flatMap(({route, expression, names}) => {
        const match = expression.exec(path);
        return match ? [{route, names, values: match.slice(1)}] : [];
      });
      if (here.length === 0) throw new HttpFault(404, "no such place");
      const wanted = method === "HEAD" ? "GET" : method;
      const found = here.find(({route}) => route.method === wanted);
      if (!found) throw new HttpFault(405, `${method} is not served here`);
      return {route: found.route, params: Object.fromEntries(found.names.map((name, i) => [name, decode(found.values[i] ?? "")]))};
    }
  };
}

function compile(pattern: string): {readonly expression: RegExp; readonly names: readonly string[]} {
  const names: string[] = [];
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\/([:*])(\w+)/g, (_, sign: string, name: string) => {
    names.push(name);
    return sign === ":" ? "/([^/]+)" : "(?:/(.*))?";
  });
  return {expression: new RegExp(`^${source}/?$`), names};
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new HttpFault(400, "the path cannot be decoded");
  }
}
