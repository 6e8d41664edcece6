/** @file Grades in tables and pages: what anyone wrote stays text in all of them. */
import {describe, expect, it} from "vitest";
import type {Graded} from "../../../lib/notebook/grade/graded.ts";
import {answersCsv, feedbackHtml, gradesCsv, gradesHtml} from "../../../lib/notebook/grade/reports.ts";

const mark = {name: "a", title: "the height", text: "How high, in $\\tau$?", verdict: "wrong", sentence: 'Not yet. "<b>5</b>", really?', source: "a = '</code><script>alert(1)</script>'"} as const;
const graded: Graded = {path: "-x,y.ipynb", title: "One", seed: 7, marks: [mark, {...mark, name: "b", verdict: "right", sentence: "Right."}, {...mark, name: "c", verdict: "open", sentence: "=1+1\nsecond line"}], remarks: ["A & B."]};
const refused: Graded = {path: "z.ipynb", marks: [], remarks: [], refusal: "z.ipynb: must be a notebook"};

describe("the tables", () => {
  it("have a row for each submission", () => {
    expect(gradesCsv([graded, refused])).toBe('submission,assignment,seed,points,of,wrong,open,remarks\r\n"\'-x,y.ipynb",One,7,1,3,1,1,A & B.\r\nz.ipynb,,,0,0,0,0,z.ipynb: must be a notebook\r\n');
  });
  it("have a row for each answer, with quotes and lines as spreadsheets read them and no formula", () => {
    expect(answersCsv([graded]).split("\r\n").slice(1, 4)).toEqual(['"\'-x,y.ipynb",a,wrong,0,"Not yet. ""<b>5</b>"", really?"', '"\'-x,y.ipynb",b,right,1,Right.', '"\'-x,y.ipynb",c,open,0,"\'=1+1\nsecond line"']);
  });
});

describe("the pages", () => {
  const page = feedbackHtml(graded, {stamp: "test", home: {href: "../grades.html", title: "Grades"}});
  it("say what was asked, answered and judged, and run nothing of it", () => {
    expect(page).toContain("1 of 3 points");
    expect(page).toContain("1. The height: wrong");
    expect(page).toContain("katex");
    expect(page).not.toMatch(/<script>alert|<b>5/);
  });
  it("are the same at every making", () => expect(feedbackHtml(graded, {stamp: "test", home: {href: "../grades.html", title: "Grades"}})).toBe(page));
  it("lead from the table to each", () => {
    const table = gradesHtml([graded, refused], {stamp: "test", hrefs: ["feedback/-x%2Cy.html", "feedback/z.html"]});
    expect(table).toContain('<a href="feedback/-x%2Cy.html">-x,y</a>');
    expect(table).toContain("A &amp; B.");
  });
});
