/** @file A long table in an output: one page of rows at a time, in the order of any column. */
import type {IRenderMime} from "@jupyterlab/rendermime-interfaces";
import {Widget} from "@lumino/widgets";
import type {Column} from "../../../../../jupyter/display/format/column.ts";
import {partial, tableMime, type TablePages} from "../../../../../jupyter/display/format/table-pages.ts";
import {sortedBy} from "./sorting.ts";

const pageSize = 20;

const element = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, ...children: readonly (Node | string)[]): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
};

export class TableView extends Widget implements IRenderMime.IRenderer {
  constructor() {
    super();
    for (const name of ["spikebook-Table", "jp-RenderedHTMLCommon"]) this.addClass(name);
  }

  async renderModel({data}: IRenderMime.IMimeModel): Promise<void> {
    const {columns, note} = data[tableMime] as unknown as TablePages;
    const [body, place] = [element("tbody"), element("span")];
    const made = rowsOf(columns);
    const pages = Math.max(1, Math.ceil(made.length / pageSize));
    let [rows, page] = [made, 0];
    const button = (title: string, text: string, step: number): HTMLButtonElement => Object.assign(element("button", text), {type: "button" as const, title, onclick: () => turn(page + step)});
    const [back, on] = [button("Previous page", "‹", -1), button("Next page", "›", 1)];
    const turn = (to: number): void => {
      page = to;
      body.replaceChildren(...rows.slice(page * pageSize, (page + 1) * pageSize));
      place.textContent = `page ${page + 1} of ${pages}`;
      [back.disabled, on.disabled] = [page === 0, page === pages - 1];
    };
    const heads = columns.map((column) => {
      const head = aligned(element("th"), column);
      if (partial(note)) return Object.assign(head, {textContent: column.name, title: "A part of a table is not sorted here: orderby sorts all of it"});
      head.append(element("button", column.name));
      head.onclick = () => {
        rows = [...sortedBy(head, made)];
        turn(0);
      };
      return head;
    });
    turn(0);
    this.node.replaceChildren(element("table", element("thead", element("tr", ...heads)), body), element("p", back, place, on, element("small", note)));
  }
}

const aligned = (cell: HTMLTableCellElement, {numeric}: Column): HTMLTableCellElement => {
  cell.style.textAlign = numeric ? "right" : "left";
  return cell;
};

const rowsOf = (columns: readonly Column[]): HTMLTableRowElement[] =>
  Array.from({length: columns[0]?.cells.length ?? 0}, (_, r) => element("tr", ...columns.map((column) => aligned(element("td", column.cells[r] ?? ""), column))));
