/** @file How the kernel introduces itself. */
import {createRequire} from "node:module";
import {protocolVersion, type Content} from "../protocol/message.ts";

const require = createRequire(import.meta.url);
const versionOf = (path: string): string => (require(path) as {readonly version: string}).version;
const version = versionOf("../../../package.json");

const helpLinks = [
  {text: "TypeScript", url: "https://www.typescriptlang.org/docs/"},
  {text: "Node.js", url: "https://nodejs.org/docs/latest/api/"},
  {text: "MDN: JavaScript", url: "https://developer.mozilla.org/docs/Web/JavaScript"},
  {text: "Arquero", url: "https://idl.uw.edu/arquero/"},
  {text: "Plotly", url: "https://plotly.com/javascript/"}
];

/** The content of `kernel_info_reply`. */
export const kernelInfo: Content = {
  status: "ok",
  protocol_version: protocolVersion,
  implementation: "spikebook",
  implementation_version: version,
  language_info: {
    name: "typescript",
    version: versionOf("typescript/package.json"),
    mimetype: "text/typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    codemirror_mode: "typescript",
    nbconvert_exporter: "script"
  },
  banner: `Spikebook ${version}: TypeScript on Node ${process.versions.node}`,
  help_links: helpLinks,
  supported_features: [],
  debugger: false
};
