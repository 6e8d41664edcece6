/** @file Tables of our kernel sort by a click on a head, and long ones come in pages. */
import type {JupyterFrontEndPlugin} from "@jupyterlab/application";
import {IRenderMimeRegistry} from "@jupyterlab/rendermime";
import {tableMime} from "../../../../../jupyter/display/format/table-pages.ts";
import {sortWholeTables} from "./sorting.ts";
import {TableView} from "./view.ts";
import "./table.css";

export const table: JupyterFrontEndPlugin<void> = {
  id: "@spikebook/lab:table",
  description: "Sorts tables and shows long ones in pages.",
  autoStart: true,
  requires: [IRenderMimeRegistry],
  activate(_, registry: IRenderMimeRegistry) {
    // Safe: all that it shows is text. Before HTML, which holds the first rows for other front ends.
    registry.addFactory({safe: true, mimeTypes: [tableMime], createRenderer: () => new TableView()}, 0);
    sortWholeTables();
  }
};
