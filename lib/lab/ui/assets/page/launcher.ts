/** @file The launcher: the chapters with what they ask, then JupyterLab's own cards. */
import {Launcher} from "@jupyterlab/launcher";
import {PageConfig} from "@jupyterlab/coreutils";
import {createElement, type ReactElement, type ReactNode} from "react";
import {logoIcon} from "./logo.ts";
import "./launcher.css";

/** As the server writes it into the page's settings. */
interface Chapter {
  readonly path: string;
  readonly title: string;
  readonly caption: string;
  /** HTML that the server made of the notebook's first figure. */
  readonly picture: string;
}

const chapters = (): readonly Chapter[] => JSON.parse(PageConfig.getOption("chapters") || "[]") as readonly Chapter[];

/** JupyterLab's launcher under a head of ours. */
export class ChapterLauncher extends Launcher {
  private readonly openFile: (path: string) => void;

  constructor(options: ConstructorParameters<typeof Launcher>[0], openFile: (path: string) => void) {
    super(options);
    this.openFile = openFile;
    this.addClass("spikebook-Launcher");
  }

  protected override render(): ReactElement {
    return createElement("div", {className: "spikebook-Launcher-page jp-zoom-target"}, head(), list(chapters(), this.openFile), super.render());
  }
}

function head(): ReactNode {
  return createElement("header", {className: "spikebook-Launcher-head"},
    createElement(logoIcon.react, {tag: "span", width: "44px", height: "44px"}),
    createElement("div", null, createElement("h1", null, "Spikebook"), createElement("p", null, "Spiking networks in TypeScript: every claim is a cell that you can run.")));
}

function list(all: readonly Chapter[], openFile: (path: string) => void): ReactNode {
  if (all.length === 0) return null;
  return createElement("ol", {className: "spikebook-Chapters", "aria-label": "Chapters"}, ...all.map(({path, title, caption, picture}) =>
    createElement("li", {key: path}, createElement("button", {type: "button", title: path, onClick: () => openFile(path)},
      createElement("span", {className: "spikebook-Chapter-text"}, createElement("strong", null, title), createElement("span", null, caption)),
      createElement("span", {className: "spikebook-Chapter-picture", "aria-hidden": true, dangerouslySetInnerHTML: {__html: picture}})))));
}
