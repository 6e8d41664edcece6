/** @file What is written of a grading: a table for spreadsheets, a page with the same table, and a page of feedback for each submission. */
import {escapeHtml} from "../../jupyter/display/html.ts";
import {pageHtml, type Neighbour} from "../export/page.ts";
import type {Cell, Notebook, Output} from "../format/document.ts";
import {pointsOf, type Graded, type Mark} from "./graded.ts";

/** A row for each submission, then its verdicts, question by question. */
export function gradesCsv(all: readonly Graded[]): string {
  const head = ["submission", "assignment", "seed", "points", "of", "wrong", "open", "remarks"];
  return csv([head, ...all.map((graded) => [graded.path, graded.title ?? "", graded.seed ?? "", pointsOf(graded), graded.marks.length, count(graded, "wrong"), count(graded, "open"), wordsOf(graded)])]);
}

/** A row for each answer. */
export function answersCsv(all: readonly Graded[]): string {
  const rows = all.flatMap(({path, marks}) => marks.map(({name, verdict, sentence}) => [path, name, verdict, verdict === "right" ? 1 : 0, sentence]));
  return csv([["submission", "answer", "verdict", "points", "sentence"], ...rows]);
}

const count = ({marks}: Graded, verdict: Mark["verdict"]): number => marks.filter((mark) => mark.verdict === verdict).length;
const wordsOf = ({refusal, remarks}: Graded): string => [...(refusal === undefined ? [] : [refusal]), ...remarks].join(" ");

function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map(csvField).join(",")).join("\r\n") + "\r\n";
}

/** What a spreadsheet would take for a formula is marked as text. */
function csvField(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The page with the table; each submission leads to its feedback. */
export function gradesHtml(all: readonly Graded[], {stamp, hrefs}: {readonly stamp: string; readonly hrefs: readonly string[]}): string {
  const rows = all.map((graded, i) => `<tr><td><a href="${escapeHtml(hrefs[i]!)}">${escapeHtml(decodeURIComponent(hrefs[i]!.replace(/^.*\/|\.html$/g, "")))}</a></td><td>${escapeHtml(graded.title ?? "")}</td><td>${graded.seed ?? ""}</td><td>${pointsOf(graded)} of ${graded.marks.length}</td><td>${count(graded, "wrong")}</td><td>${count(graded, "open")}</td><td>${escapeHtml(wordsOf(graded))}</td></tr>`);
  const table = `<table><thead><tr>${["submission", "assignment", "seed", "points", "wrong", "open", "remarks"].map((each) => `<th>${each}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
  return pageHtml(book([text("# Grades"), shown("", [{output_type: "display_data", data: {"text/html": table}, metadata: {}}])]), {path: "grades.ipynb", stamp});
}

/** One submission's page: every question with the answer that was given, the verdict and its curve. */
export function feedbackHtml(graded: Graded, {stamp, home}: {readonly stamp: string; readonly home: Neighbour}): string {
  const {title = "Submission", marks, seed} = graded, words = wordsOf(graded);
  const head = [`# ${title}: feedback`, `**${pointsOf(graded)} of ${marks.length} points**${seed === undefined ? "" : `, seed ${seed}`}`, ...(words ? [escapeHtml(words)] : [])].join("\n\n");
  const cells = marks.flatMap(({title: name, text: question, source = "", sentence, verdict, figure}, i) => [
    text(`## ${i + 1}. ${name[0]!.toUpperCase()}${name.slice(1)}: ${verdict}\n\n${question}`),
    shown(source, [{output_type: "display_data", data: {"text/markdown": escapeHtml(sentence)}, metadata: {}}, ...(figure === undefined ? [] : [plot(figure, sentence)])])
  ]);
  return pageHtml(book([text(head), ...cells]), {path: graded.path, stamp, home});
}

function plot(figure: unknown, sentence: string): Output {
  return {output_type: "display_data", data: {"application/vnd.plotly.v1+json": figure, "text/plain": sentence}, metadata: {}};
}

const text = (source: string): Cell => ({cell_type: "markdown", id: "", source, metadata: {}});
const shown = (source: string, outputs: readonly Output[]): Cell => ({cell_type: "code", id: "", source, metadata: {}, outputs, execution_count: null});
const book = (cells: readonly Cell[]): Notebook => ({cells: cells.map((cell, i) => ({...cell, id: `cell-${i + 1}`})), metadata: {}, nbformat: 4, nbformat_minor: 5});
