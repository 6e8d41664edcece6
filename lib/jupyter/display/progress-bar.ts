/** @file The bar that `progress` draws and redraws in place: as HTML, and in block characters where only text is shown. */
import type {Bundle} from "../runtime/port.ts";
import {display, type DisplayHandle} from "./display.ts";
import {currentPort} from "../runtime/port.ts";
import {escapeHtml} from "./html.ts";
import {reproducible} from "./reproducible.ts";
import type {MimeBundle} from "../engine.ts";

export interface Bar {
  /** One item is done. */
  step(): void;
  /** The last state; the first call counts. */
  end(finished: boolean): void;
}

/** What is drawn. Times in ms. */
export interface BarState {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly elapsed: number;
  readonly state: "running" | "done" | "stopped";
}

const redrawEvery = 100;
const width = 20;

/** Shows an empty bar and returns the way to move it. */
export function startBar(label: string, total: number | undefined): Bar {
  const start = performance.now();
  let drawn = start;
  let done = 0;
  let handle: DisplayHandle<MimeBundle> | undefined;
  const draw = (state: BarState["state"]): void => {
    const {data, metadata} = barBundle({label, done, total, elapsed: performance.now() - start, state});
    // Plain Node cannot redraw a printed line, so there only the end is printed.
    if (!currentPort() && state === "running") return;
    if (handle) handle.update(data);
    else handle = display.bundle(data, {metadata});
  };
  draw("running");
  let ended = false;
  return {
    step() {
      done++;
      const now = performance.now();
      if (now - drawn < redrawEvery) return;
      drawn = now;
      draw("running");
    },
    end(finished) {
      if (ended) return;
      ended = true;
      draw(finished ? "done" : "stopped");
    }
  };
}

/** A bar at one moment as HTML and text. */
export function barBundle(bar: BarState): Bundle {
  const words = describe(bar);
  const label = bar.label ? `${bar.label}: ` : "";
  const colour = {running: "#1976d2", done: "#388e3c", stopped: "#d32f2f"}[bar.state];
  const measure = bar.total === undefined ? (bar.state === "running" ? "" : ' value="1"') : ` value="${bar.done}" max="${Math.max(bar.total, bar.done, 1)}"`;
  const html = `<div class="spikebook-progress" data-state="${bar.state}">${escapeHtml(label)}<progress${measure} style="width:16em;vertical-align:middle;accent-color:${colour}"></progress> <span style="font-variant-numeric:tabular-nums">${escapeHtml(words)}</span></div>`;
  return {data: {"text/html": html, "text/plain": `${label}${blocks(bar)}${words}`}, metadata: {}};
}

function blocks({done, total}: BarState): string {
  if (total === undefined) return "";
  const full = total === 0 ? width : Math.min(width, Math.floor((width * done) / total));
  return `${"█".repeat(full)}${"░".repeat(width - full)} `;
}

function describe({done, total, elapsed, state}: BarState): string {
  const count = total === undefined ? `${done.toLocaleString("en")} items` : `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  const rate = done > 0 && elapsed > 0 ? `${rateText((1000 * done) / elapsed)}` : "";
  if (state !== "running") return [`${count}, ${state}`, ...(reproducible() ? [] : [`in ${timeText(elapsed)}`, rate && `(${rate})`])].filter(Boolean).join(" ");
  const left = total !== undefined && done > 0 && done <= total ? `${timeText((elapsed / done) * (total - done))} left` : "";
  return [count, rate, left].filter(Boolean).join(", ");
}

function rateText(perSecond: number): string {
  if (perSecond < 1) return `${timeText(1000 / perSecond)} each`;
  return `${perSecond < 100 ? Number(perSecond.toPrecision(3)) : Math.round(perSecond).toLocaleString("en")}/s`;
}

/** `0.4 s`, `12 s`, `3:07`, `1:02:09`. */
export function timeText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  const pad = (n: number): string => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}
