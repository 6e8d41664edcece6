/** @file Text into HTML and HTML into text. */

const entities: Readonly<Record<string, string>> = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};

/** Makes any text safe inside an element or a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => entities[mark]!);

/** JSON that may stand inside a `<script>`: no `</script`, no `<!--`, no line separators. */
export const scriptJson = (json: string): string => json.replace(/[<>\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);

const named: Readonly<Record<string, string>> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " "};

/** The words of a piece of HTML, for front ends that show text alone; a fallback, not a renderer. */
export function htmlText(html: string): string {
  return html
    .slice(0, 100_000)
    .replace(/<(script|style)\b[^<>]*>[^]*?(<\/\1\s*>|$)/gi, "")
    .replace(/<!--[^]*?(-->|$)/g, "")
    .replace(/<(br|\/p|\/div|\/h[1-6]|\/li|\/tr)\b[^<>]*>/gi, "\n")
    .replace(/<\/t[dh]\b[^<>]*>/gi, "  ")
    .replace(/<[^<>]*>/g, "")
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => entity(whole, decimal, hex, name))
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  const point = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : undefined;
  if (point === undefined) return named[name!.toLowerCase()] ?? whole;
  return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
