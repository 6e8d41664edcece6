import {describe, expect, it} from "vitest";
import {markdown} from "../../../lib/notebook/export/markdown.ts";
import {maths} from "../../../lib/notebook/export/maths.ts";

const render = (source: string): string => markdown(maths()).render(source);
const formulae = (source: string): readonly (string | undefined)[] => [...render(source).matchAll(/<annotation encoding="application\/x-tex">([^<]*)</g)].map(([, formula]) => formula);

describe("mathsRules", () => {
  it.each([
    ["a $x$ b", ["x"]],
    ["$x$, $y_1$ and $$z$$", ["x", "y_1", "z"]],
    ["it costs $5 and $6", []],
    ["$ x$ and $x $", []],
    ["\\$x$", []],
    ["`$x$`", []],
    ["$a*b*c$ and *$e$*", ["a*b*c", "e"]],
    ["$a_b + c_d$", ["a_b + c_d"]],
    ["$\\$5$", ["\\$5"]],
    ["$$\na\n\n+ b\n$$", ["a\n\n+ b"]],
    ["text\n$$\nx\n$$\ntext", ["x"]],
    ["1. item\n   $$\n   x\n   $$", ["x"]],
    ["    $x$", []],
    ["```\n$$x$$\n```", []]
  ])("finds in %j the formulae %j", (source, expected) => {
    expect(formulae(source)).toEqual(expected);
  });
  it("reads a LaTeX environment, and text after it", () => {
    const html = render("\\begin{equation}\nE = mc^2\n\\end{equation}\nand so on");
    expect(html).toContain("E = mc^2");
    expect(html).toContain("and so on");
  });
  it("keeps a macro for the formulae after it", () => {
    expect(render("$\\newcommand{\\vth}{\\vartheta}$\n\n$\\vth$")).not.toContain("maths-error");
  });
  it("never leaves a formula's text as HTML", () => {
    expect(render("$<img src=x onerror=alert(1)>$ $$\\href{javascript:alert(1)}{x}$$")).not.toMatch(/<img|href="javascript/);
  });
});
