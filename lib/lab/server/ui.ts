/** @file What the server asks of a front end: its page, its built files, the schemas of its settings, its themes. */

/** The settings that a page of JupyterLab reads from `<script id="jupyter-config-data" type="application/json">`. */
export interface PageConfig {
  readonly appName: string;
  readonly appNamespace: "lab";
  readonly appVersion: string;
  /** `/`, where all addresses below begin. */
  readonly baseUrl: string;
  /** Empty: the page derives it from its own address. */
  readonly wsUrl: string;
  readonly appUrl: string;
  readonly fullAppUrl: string;
  readonly fullStaticUrl: string;
  readonly fullSettingsUrl: string;
  readonly fullThemesUrl: string;
  readonly fullTranslationsApiUrl: string;
  readonly fullWorkspacesApiUrl: string;
  readonly fullListingsUrl: string;
  readonly fullLicensesUrl: string;
  /** The file that the address names, such as `01-neuron.ipynb`; empty where it names none. */
  readonly treePath: string;
  readonly workspace: string;
  readonly mode: "multiple-document" | "single-document";
  readonly terminalsAvailable: boolean;
  /** The name of the folder that is served, for titles; never its place on the disk. */
  readonly serverRoot: string;
  readonly [option: string]: unknown;
}

/** A built file: its bytes, or where it lies. */
export type Asset = ({readonly bytes: Uint8Array} | {readonly file: string}) & {
  /** The MIME type, with its charset where it has one. */
  readonly type: string;
  /** Set where the bytes are compressed already. */
  readonly encoding?: "gzip" | "br";
  /** Whether the name holds a hash of the content: such a file is kept by the browser for ever. */
  readonly immutable?: boolean;
};

/** What the browser accepts, of what a front end may have ready. */
export interface AssetWish {
  readonly gzip: boolean;
  readonly brotli: boolean;
}

export interface Ui {
  /** The whole HTML of the page at `/lab`; what it loads lies under `fullStaticUrl` and `fullThemesUrl`. */
  page(config: PageConfig): string;
  /** A file under `/static/lab/`; `path` has no leading slash and no `..`. */
  asset(path: string, wish: AssetWish): Asset | undefined;
  /** A file under `/lab/api/themes/`, such as `@jupyterlab/theme-light-extension/index.css`. */
  theme(path: string, wish: AssetWish): Asset | undefined;
  /** The folder of schemas: `SCOPE/PACKAGE/PLUGIN.json` for the settings of `SCOPE/PACKAGE:PLUGIN`. */
  readonly schemas: string;
  /** Settings that differ from the schemas' defaults, by plugin: `{"SCOPE/PACKAGE:PLUGIN": {name: value}}`. */
  readonly overrides?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The folder of translations, one `LOCALE.json` each; English needs none. */
  readonly translations?: string;
  /** More for the page's configuration, such as `disabledExtensions`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Third-party licences, as JupyterLab lists them. */
  readonly licences?: unknown;
}
