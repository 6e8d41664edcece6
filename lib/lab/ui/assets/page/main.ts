/** @file Starts JupyterLab in the page with its extensions and ours. */
import {JupyterLab, type JupyterFrontEndPlugin} from "@jupyterlab/application";
import {PageConfig} from "@jupyterlab/coreutils";
import type {IRenderMime} from "@jupyterlab/rendermime-interfaces";
import {IServiceManager} from "@jupyterlab/services";
import {PluginRegistry} from "@lumino/coreutils";
import {ownPlugins} from "./own-plugins.ts";
import {ownRenderers} from "./own-renderers.ts";

type Plugin = JupyterFrontEndPlugin<unknown, never, never>;
type Module<Content> = {readonly default?: Content | readonly Content[]};

export interface Extensions {
  readonly plugins: Readonly<Record<string, Module<Plugin>>>;
  readonly renderers: Readonly<Record<string, Module<IRenderMime.IExtension>>>;
}

const services = "@jupyterlab/services-extension";
const listed = <Content>({default: content}: Module<Content>): readonly Content[] => (content === undefined ? [] : Array.isArray(content) ? (content as readonly Content[]) : [content as Content]);

/** A plugin's own name, or its extension's, may stand in the list of what is switched off. */
const off = (extension: string, {id}: {readonly id: string}, disabled: readonly string[]): boolean => disabled.includes(id) || disabled.includes(extension);

export async function start({plugins, renderers}: Extensions): Promise<void> {
  const disabled = [...PageConfig.Extension.disabled];
  const known = [...Object.entries(plugins).flatMap(([extension, module]) => listed(module).map((plugin) => ({extension, plugin}))), ...ownPlugins.map((plugin) => ({extension: "spikebook", plugin: plugin as unknown as Plugin}))];
  const wanted = known.filter(({extension, plugin}) => !off(extension, plugin, disabled));
  const pluginRegistry = new PluginRegistry<JupyterLab>();
  pluginRegistry.registerPlugins(wanted.filter(({extension}) => extension === services).map(({plugin}) => plugin) as never);
  const serviceManager = await pluginRegistry.resolveRequiredService(IServiceManager);
  const lab = new JupyterLab({
    pluginRegistry: pluginRegistry as never,
    serviceManager,
    // Without this mark a module would be taken for its own content.
    mimeExtensions: [...Object.values(renderers).flatMap(listed), ...ownRenderers].map((content) => ({__esModule: true, default: content})),
    disabled: {matches: disabled, patterns: []},
    availablePlugins: known.map(({extension, plugin}) => described(extension, plugin, !off(extension, plugin, disabled)))
  });
  lab.registerPlugins(wanted.filter(({extension}) => extension !== services).map(({plugin}) => plugin) as never);
  await lab.start({hostID: "main", bubblingKeydown: true});
  await lab.restored;
  document.documentElement.dataset["labReady"] = "true";
}

/** What the list of plugins in the settings shows. */
function described(extension: string, {id, description = "", autoStart = false, requires = [], optional = [], provides = null}: Plugin, enabled: boolean): JupyterLab.IPluginInfo {
  return {id, description, autoStart, requires: [...requires], optional: [...optional], provides: provides ?? null, enabled, extension};
}
