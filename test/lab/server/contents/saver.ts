/** @file Saves two notebooks in turn, without end, until it is killed: `saver.ts ROOT DATA`. */
import {contents} from "../../../../lib/lab/server/contents/contents.ts";
import {trust} from "../../../../lib/lab/server/contents/trust.ts";
import {notebook, markdown} from "../../../notebook/notebooks.ts";

const [root = "", data = ""] = process.argv.slice(2);
const {save} = contents({root, trust: trust(data)});
for (let i = 0; ; i++) {
  await save("a.ipynb", {type: "notebook", content: notebook(markdown("ab"[i % 2]!.repeat(2_000_000)))});
  process.stdout.write(".");
}
