/** @file The front end's page and its built files. */
import {basename} from "node:path";
import type {Ask} from "../http/ask.ts";
import {HttpFault} from "../http/fault.ts";
import {html, redirect, type Reply} from "../http/reply.ts";
import type {Route} from "../http/router.ts";
import type {Cookies} from "../security/cookies.ts";
import {withoutToken} from "../security/login.ts";
import type {Tickets} from "../security/tickets.ts";
import type {Asset, AssetWish, PageConfig, Ui} from "../ui.ts";

export interface PagesOptions {
  readonly ui: Ui | undefined;
  readonly root: string;
  readonly version: string;
  readonly cookies: Cookies;
  readonly tickets: Tickets;
}

/** Patterns of the pages; what the gate needs to know of them is that a person opens them. */
export const pagePatterns = ["/", "/lab", "/lab/tree/*path", "/lab/workspaces/:workspace", "/lab/workspaces/:workspace/tree/*path"] as const;

export const home = (ui: Ui | undefined): string => (ui ? "/lab" : "/api");

export function pageRoutes({ui, root, version, cookies, tickets}: PagesOptions): readonly Route[] {
  function open(ask: Ask): Reply {
    // Token or ticket have done their work: from here on the cookie stands for them, and the address shows them no more.
    const shown = tickets.take(ask.query.get("ticket")) || (ask.known && ask.query.has("token"));
    if (ask.query.has("token") || ask.query.has("ticket")) return redirect(withoutToken(ask), shown ? {"set-cookie": cookies.give()} : {});
    if (!ask.known) return redirect(`/login?next=${encodeURIComponent(withoutToken(ask))}`);
    if (!ui || ask.path === "/") return redirect(home(ui));
    const session = cookies.session(ask.headers.cookie);
    return html(ui.page(config(ask, ui)), 200, session === undefined ? {} : {"set-cookie": cookies.renew(session)});
  }
  const config = ({params}: Ask, {config: more = {}}: Ui): PageConfig => ({
    appName: "Spikebook", appNamespace: "lab", appVersion: version,
    baseUrl: "/", wsUrl: "", appUrl: "/lab", fullAppUrl: "/lab", fullStaticUrl: "/static/lab", fullSettingsUrl: "/lab/api/settings",
    fullThemesUrl: "/lab/api/themes", fullTranslationsApiUrl: "/lab/api/translations", fullWorkspacesApiUrl: "/lab/api/workspaces",
    fullListingsUrl: "/lab/api/listings", fullLicensesUrl: "/lab/api/licenses",
    treePath: params["path"] ?? "", workspace: params["workspace"] ?? "default", mode: "multiple-document",
    terminalsAvailable: false, serverRoot: basename(root), ...more
  });
  const files = (pattern: string, find: Ui["asset"] | undefined): Route => ({
    method: "GET", pattern, open: true,
    handler({params, headers}) {
      const path = params["path"] ?? "";
      const asset = path.includes("\0") || path.split(/[/\\]/).includes("..") ? undefined : find?.(path, wish(headers["accept-encoding"]));
      if (!asset) throw new HttpFault(404, "no such file");
      return assetReply(asset);
    }
  });
  return [
    ...pagePatterns.map((pattern): Route => ({method: "GET", pattern, open: true, handler: open})),
    files("/static/lab/*path", ui && ((path, wanted) => ui.asset(path, wanted))),
    files("/lab/api/themes/*path", ui && ((path, wanted) => ui.theme(path, wanted)))
  ];
}

function wish(accepted: string | string[] | undefined): AssetWish {
  const names = String(accepted ?? "").split(",").filter((each) => !/;\s*q=0(\.0*)?\s*$/.test(each)).map((each) => each.trim().split(";")[0]);
  return {gzip: names.includes("gzip"), brotli: names.includes("br")};
}

function assetReply(asset: Asset): Reply {
  return {
    status: 200,
    headers: {
      "content-type": asset.type,
      "cache-control": asset.immutable ? "public, max-age=31536000, immutable" : "no-cache",
      ...(asset.encoding && {"content-encoding": asset.encoding, vary: "accept-encoding"})
    },
    body: "bytes" in asset ? asset.bytes : {file: asset.file}
  };
}
