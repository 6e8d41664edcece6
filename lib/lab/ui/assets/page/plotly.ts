/** @file Draws plotly's figures in an output: in the colours of the page's theme, and as wide as the page. */
import type {IRenderMime} from "@jupyterlab/rendermime-interfaces";
import type {Message} from "@lumino/messaging";
import {Widget} from "@lumino/widgets";
import {template} from "../../../../jupyter/display/plotly/template.ts";

interface Figure {
  readonly data?: readonly object[];
  readonly layout?: {readonly template?: unknown; readonly height?: number};
  readonly config?: object;
  readonly frames?: readonly object[];
}

interface Plotly {
  react(target: HTMLElement, figure: object): Promise<unknown>;
  relayout(target: HTMLElement, layout: object): Promise<unknown>;
  purge(target: HTMLElement): void;
  readonly Plots: {resize(target: HTMLElement): unknown};
}

/** The address of plotly's script, which the builder writes here. */
declare const __plotly: string;

const mime = "application/vnd.plotly.v1+json";
const page = globalThis as {Plotly?: Plotly};
let loading: Promise<void> | undefined;

/** Plotly is there once for the whole page, whoever asked for it first. */
async function library(): Promise<Plotly> {
  if (!page.Plotly) await (loading ??= new Promise<void>((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), {src: __plotly, onload: () => resolve(), onerror: () => reject(new Error("plotly.js could not be loaded from the lab's server"))});
    document.head.append(script);
  }));
  return page.Plotly!;
}

const dark = (): boolean => document.body.dataset["jpThemeLight"] === "false";

class FigureView extends Widget implements IRenderMime.IRenderer {
  private figure: Figure | undefined;
  private drawnDark: boolean | undefined;
  private readonly theme = new MutationObserver(() => void this.follow());
  private readonly size = new ResizeObserver(() => this.resize());

  constructor() {
    super();
    this.addClass("spikebook-Figure");
    this.theme.observe(document.body, {attributes: true, attributeFilter: ["data-jp-theme-light"]});
    this.size.observe(this.node);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.figure = model.data[mime] as unknown as Figure;
    this.node.style.minHeight = `${this.figure.layout?.height ?? 450}px`;
    await this.draw();
  }

  private async draw(): Promise<void> {
    const {data = [], layout = {}, config = {}, frames} = this.figure!;
    const plotly = await library();
    if (this.isDisposed) return;
    this.drawnDark = dark();
    // Copies: plotly writes into what it is given, and the model must stay as the notebook has it.
    const given = structuredClone({data, layout: {autosize: true, ...layout, template: layout.template ?? template(this.drawnDark)}, config: {responsive: false, displaylogo: false, ...config}, ...(frames && {frames})});
    await plotly.react(this.node, given);
    this.node.dataset["drawn"] = "done";
  }

  private async follow(): Promise<void> {
    if (!this.figure || this.drawnDark === undefined || this.drawnDark === dark() || this.figure.layout?.template) return;
    this.drawnDark = dark();
    await (await library()).relayout(this.node, {template: template(this.drawnDark)});
  }

  private resize(): void {
    if (this.drawnDark !== undefined && this.isVisible && this.node.offsetWidth > 0) page.Plotly?.Plots.resize(this.node);
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.resize();
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.theme.disconnect();
    this.size.disconnect();
    if (this.drawnDark !== undefined) page.Plotly?.purge(this.node);
    super.dispose();
  }
}

export const plotlyRenderer: IRenderMime.IExtension = {
  id: "spikebook:plotly",
  description: "Draws plotly's figures.",
  // Safe: plotly cleans the little HTML that texts may hold, and runs nothing of a figure's.
  rendererFactory: {safe: true, mimeTypes: [mime], createRenderer: () => new FigureView()},
  // Before HTML, which holds the same figure for front ends that do not know this type.
  rank: 0,
  dataType: "json",
  fileTypes: [{name: "plotly", displayName: "Plotly figure", mimeTypes: [mime], extensions: [".plotly", ".plotly.json"], fileFormat: "json"}],
  documentWidgetFactoryOptions: {name: "Plotly", primaryFileType: "plotly", fileTypes: ["plotly"], defaultFor: ["plotly"]}
};
