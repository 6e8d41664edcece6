/** @file Which of JupyterLab's extensions the page has, and the entry file that imports them. */
import {readFileSync} from "node:fs";
import {join} from "node:path";

export interface Extension {
  readonly name: string;
  readonly folder: string;
  /** The file of its renderers, where it is an extension of the MIME kind. */
  readonly renderer?: string;
  readonly plugins: boolean;
  readonly styles?: string;
  readonly schemas?: string;
  /** The style sheet of a theme. */
  readonly theme?: string;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly main?: string;
  readonly styleModule?: string;
  readonly jupyterlab?: {readonly extension?: boolean | string; readonly mimeExtension?: boolean | string; readonly schemaDir?: string; readonly themePath?: string};
}

const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** The packages among our dependencies that call themselves extensions of JupyterLab, in the order of their names. */
export function extensionsIn(packages: string): readonly Extension[] {
  const names = Object.keys(readManifest(packages).dependencies).sort();
  return names.flatMap((name) => {
    const folder = join(packages, "node_modules", name);
    const {jupyterlab, styleModule} = readManifest(folder);
    if (!jupyterlab?.extension && !jupyterlab?.mimeExtension) return [];
    const {extension, mimeExtension, schemaDir, themePath} = jupyterlab;
    return [{
      name, folder, plugins: Boolean(extension),
      ...(mimeExtension && {renderer: mimeExtension === true ? name : `${name}/${mimeExtension}`}),
      ...(styleModule && {styles: `${name}/${styleModule}`}),
      ...(schemaDir && {schemas: join(folder, schemaDir)}),
      ...(themePath && {theme: join(folder, themePath)})
    }];
  });
}

/** The page's first script: imports all extensions and their styles, and hands them to ours. */
export function entryText(extensions: readonly Extension[], page: string): string {
  const plugins = extensions.filter(({plugins}) => plugins);
  const renderers = extensions.flatMap(({name, renderer}) => (renderer ? [{name, renderer}] : []));
  const quoted = (text: string): string => JSON.stringify(text.replaceAll("\\", "/"));
  return [
    ...extensions.flatMap(({styles}) => (styles ? [`import ${quoted(styles)};`] : [])),
    ...plugins.map(({name}, i) => `import * as plugins${i} from ${quoted(name)};`),
    ...renderers.map(({renderer}, i) => `import * as renderers${i} from ${quoted(renderer)};`),
    `import {start} from ${quoted(join(page, "main.ts"))};`,
    `start({`,
    `  plugins: {${plugins.map(({name}, i) => `${quoted(name)}: plugins${i}`).join(", ")}},`,
    `  renderers: {${renderers.map(({name}, i) => `${quoted(name)}: renderers${i}`).join(", ")}}`,
    `});`
  ].join("\n");
}
