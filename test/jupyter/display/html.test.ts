/** @file Escaping, and the words of HTML. */
import {describe, expect, it} from "vitest";
import {escapeHtml, htmlText, scriptJson} from "../../../lib/jupyter/display/html.ts";

describe("escapeHtml", () => {
  it("leaves nothing that ends a text or a quoted attribute", () => {
    expect(escapeHtml(`<a href="x" id='y'>&</a>`)).toBe("&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
  });
});

describe("scriptJson", () => {
  it("is the same JSON, without what ends a script or a line", () => {
    const value = {text: "</script><!--\u2028\u2029]]>"};
    const json = scriptJson(JSON.stringify(value));
    expect(json).not.toMatch(/[<>\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual(value);
  });
});

describe("htmlText", () => {
  it("keeps words, lines and cells, and drops tags, scripts, styles and comments", () => {
    expect(htmlText("<style>a{}</style><h1>Title</h1><p>one<br>two</p><!-- no --><table><tr><td>1</td><td>2</td></tr></table><script>x()</script>")).toBe("Title\none\ntwo\n1 2");
  });
  it("reads entities, and leaves those that it does not know", () => {
    expect(htmlText("&lt;b&gt; &amp; &#956; &#x3bc; &nope; &#99999999;")).toBe("<b> & μ μ &nope; &#99999999;");
  });
  it.each(["<br", "<script", "<script>", "<!--", "<", "&#1", " \n", "</td"])("reads a million characters of %j in one pass: a second pass for each would never end", (piece) => {
    expect(htmlText(piece.repeat(1_000_000 / piece.length))).toBeTypeOf("string");
  });
});
