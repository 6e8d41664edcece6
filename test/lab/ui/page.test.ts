import {describe, expect, it} from "vitest";
import {pageHtml} from "../../../lib/lab/ui/page.ts";
import type {PageConfig} from "../../../lib/lab/server/ui.ts";

const hostile = '</script><script>alert(1)</script><!--"';
const config: PageConfig = {
  appName: hostile, appNamespace: "lab", appVersion: "1", baseUrl: "/", wsUrl: "", appUrl: "/lab", fullAppUrl: "/lab", fullStaticUrl: "/static/lab", fullSettingsUrl: "/lab/api/settings", fullThemesUrl: "/lab/api/themes",
  fullTranslationsApiUrl: "/lab/api/translations", fullWorkspacesApiUrl: "/lab/api/workspaces", fullListingsUrl: "/lab/api/listings", fullLicensesUrl: "/lab/api/licenses", treePath: hostile, workspace: "default", mode: "multiple-document", terminalsAvailable: false, serverRoot: "notebooks"
};
const html = pageHtml(config, {script: "lab.js", style: "lab.css", pieces: ["one.js"]}, {idle: "logo.svg", busy: "busy.svg"});

describe("pageHtml", () => {
  it("gives the page its settings unchanged, whatever stands in them", () => {
    const scripts = [...html.matchAll(/<script[^>]*>([^]*?)<\/script>/g)];
    expect(scripts).toHaveLength(2);
    expect(JSON.parse(scripts[0]![1]!)).toMatchObject(config);
    expect(html).not.toContain("<script>alert");
  });
  it("names each address also as JupyterLab asks for it", () => {
    const given = JSON.parse(/json">([^]*?)<\/script>/.exec(html)![1]!) as Record<string, unknown>;
    expect(given).toMatchObject({settingsUrl: "/lab/api/settings", themesUrl: "/lab/api/themes", translationsApiUrl: "/lab/api/translations", workspacesApiUrl: "/lab/api/workspaces", treeUrl: "/lab/tree"});
  });
  it("asks for its script, its pieces and its style under the static address", () => {
    expect(html).toContain('src="/static/lab/lab.js"');
    expect(html).toContain('rel="modulepreload" href="/static/lab/one.js"');
    expect(html).toContain('rel="stylesheet" href="/static/lab/lab.css"');
  });
});
