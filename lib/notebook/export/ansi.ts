/** @file Terminal text to HTML: colours by class, so that the page chooses them for light and dark. */
import {AnsiUp} from "ansi_up";

const most = 200_000;

/** Escaped; a carriage return begins the line again, and what is too long for a page is cut in the middle with a note. */
export function terminalHtml(text: string): string {
  const ansi = new AnsiUp();
  ansi.use_classes = true;
  ansi.url_allowlist = {};
  return ansi.ansi_to_html(cut(text.replace(/\r+\n/g, "\n").replace(/^.*\r(?!\n)/gm, "")));
}

/** The beginning and the end of a text that is too long to be read on a page. */
export function cut(text: string): string {
  if (text.length <= most) return text;
  const left = text.length - most;
  return `${text.slice(0, most / 2)}\n… ${left.toLocaleString("en")} characters left out here; the notebook file has them …\n${text.slice(-most / 2)}`;
}
