/** @file The HTML of the lab's page: its settings, its first files, and what stands there until they have come. */
import {escapeHtml, scriptJson} from "../../jupyter/display/html.ts";
import type {PageConfig} from "../server/ui.ts";
import type {Built} from "./build.ts";

/** A `<` in data could end its script element. */
const data = (value: unknown): string => scriptJson(JSON.stringify(value));

/** JupyterLab asks for most addresses without `full` before their names. */
function shortNamed(config: PageConfig): Readonly<Record<string, unknown>> {
  const short = Object.entries(config).flatMap(([name, value]) => (/^full[A-Z].*Url$/.test(name) ? [[name.charAt(4).toLowerCase() + name.slice(5), value]] : []));
  return {...Object.fromEntries(short), treeUrl: `${config.appUrl}/tree`, docUrl: "/doc", ...config};
}

export function pageHtml(config: PageConfig, {script, style, pieces}: Pick<Built, "script" | "style" | "pieces">, icons: {readonly idle: string; readonly busy: string}): string {
  const files = config.fullStaticUrl.replace(/\/$/, "");
  const at = (file: string): string => escapeHtml(`${files}/${file}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(config.appName)}</title>
<link rel="icon" type="image/svg+xml" href="${at(icons.idle)}" class="idle favicon">
<link rel="" type="image/svg+xml" href="${at(icons.busy)}" class="busy favicon">
<link rel="stylesheet" href="${at(style)}">
${pieces.map((piece) => `<link rel="modulepreload" href="${at(piece)}">`).join("\n")}
<script id="jupyter-config-data" type="application/json">${data(shortNamed(config))}</script>
<script type="module" src="${at(script)}"></script>
</head>
<body class="jp-ThemedContainer">
<noscript>${escapeHtml(config.appName)} needs JavaScript, which this browser does not run here.</noscript>
</body>
</html>
`;
}
