/** @file What of JupyterLab is set otherwise here, and what is switched off since nothing stands behind it. */

/** Plugins that would ask a network, or a part of a server that we do not have; and what ours replace. */
export const disabled: readonly string[] = [
  "@jupyterlab/apputils-extension:announcements",
  "@jupyterlab/application-extension:logo",
  "@jupyterlab/launcher-extension:plugin",
  "@jupyterlab/help-extension:jupyter-forum",
  "@jupyterlab/notebook-extension:language-server",
  "@jupyterlab/fileeditor-extension:language-server",
  "@jupyterlab/pluginmanager-extension"
];

export const overrides: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "@jupyterlab/apputils-extension:themes": {"adaptive-theme": true},
  "@jupyterlab/apputils-extension:notification": {checkForUpdates: false, doNotDisturbMode: false, fetchNews: "false"},
  // A notebook in git changes when somebody changes it, not when a slider stood elsewhere.
  "@jupyter-widgets/jupyterlab-manager:plugin": {saveState: false}
};
