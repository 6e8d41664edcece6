/** @file The list of variables beside a notebook. */
import {Widget} from "@lumino/widgets";
import type {Variable} from "../../../../../jupyter/runtime/child/variables.ts";

const heads = ["Name", "Type", "Shape", "Value"] as const;

const element = (tag: string, text: string, title = ""): HTMLElement => Object.assign(document.createElement(tag), {textContent: text, title});

export class VariablePanel extends Widget {
  readonly #shown: () => void;

  /** `shown` is called whenever the panel comes to be seen. */
  constructor(shown: () => void) {
    super();
    this.#shown = shown;
    this.addClass("spikebook-Variables");
  }

  /** The variables, or a sentence why there are none. */
  tell(found: readonly Variable[] | string): void {
    this.node.replaceChildren(typeof found === "string" ? element("p", found) : found.length === 0 ? element("p", "No cell has declared a variable yet.") : table(found));
  }

  protected override onAfterShow(): void {
    this.#shown();
  }
}

function table(found: readonly Variable[]): HTMLElement {
  const [whole, head, body] = [document.createElement("table"), document.createElement("thead"), document.createElement("tbody")];
  const row = (cells: readonly HTMLElement[]): HTMLElement => {
    const line = document.createElement("tr");
    line.append(...cells);
    return line;
  };
  head.append(row(heads.map((text) => element("th", text))));
  body.append(...found.map(({name, type, shape = "", preview}) => row([element("th", name, name), element("td", type, type), element("td", shape), element("td", preview, preview)])));
  whole.append(head, body);
  return whole;
}
