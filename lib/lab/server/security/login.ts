/** @file The page that asks for the token, and where it leads. */
import type {Ask} from "../http/ask.ts";
import {html, redirect, type Reply} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import type {Cookies} from "./cookies.ts";
import type {Gate} from "./gate.ts";

/** Where to go after the login: a place on this server, whatever the address says. */
export function safeNext(next: string | null | undefined, home: string): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\\\s\p{Cc}]/u.test(next)) return home;
  try {
    const here = new URL("http://here.invalid");
    const {origin, pathname, search, hash} = new URL(next, here);
    return origin === here.origin && !pathname.startsWith("//") ? pathname + search + hash : home;
  } catch {
    return home;
  }
}

/** The address without token and ticket: they are not to stay in the history, nor be sent on as a referrer. */
export function withoutToken({path, query}: Pick<Ask, "path" | "query">): string {
  const rest = new URLSearchParams([...query].filter(([name]) => name !== "token" && name !== "ticket"));
  return safeNext(rest.size > 0 ? `${path}?${rest}` : path, "/");
}

export interface LoginOptions {
  readonly gate: Gate;
  readonly cookies: Cookies;
  /** Where one goes who named no place. */
  readonly home: string;
}

export function loginRoutes({gate, cookies, home}: LoginOptions): readonly Route[] {
  const enter = (next: string | null): Reply => redirect(safeNext(next, home), {"set-cookie": cookies.give()});
  return [
    {method: "GET", pattern: "/login", open: true, handler: ({known, query}) => (known ? enter(query.get("next")) : loginPage(query.get("next"), 200))},
    {
      method: "POST", pattern: "/login", open: true,
      async handler(ask) {
        const form = new URLSearchParams((await ask.bytes()).toString("utf8"));
        const next = form.get("next") ?? ask.query.get("next");
        return gate.token(form.get("token") ?? form.get("password") ?? "") ? enter(next) : loginPage(next, 401);
      }
    },
    {method: "GET", pattern: "/logout", open: true, handler: () => redirect("/login", {"set-cookie": cookies.take()})}
  ];
}

export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function loginPage(next: string | null, status: number): Reply {
  const field = next ? `<input type="hidden" name="next" value="${escape(next)}">` : "";
  const wrong = status === 401 ? "<p role=\"alert\">That is not the token.</p>" : "";
  return html(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Spikebook</title><meta name="viewport" content="width=device-width">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 1em}input{font:inherit;width:100%;padding:.4em;margin:.5em 0;box-sizing:border-box}</style></head>
<body><h1>Spikebook</h1><p>The address that was printed at the start holds a token; open that address, or enter the token here.</p>${wrong}
<form method="post" action="/login"><label>Token <input name="token" type="password" autocomplete="current-password" autofocus required></label>${field}<button>Enter</button></form></body></html>`, status);
}
