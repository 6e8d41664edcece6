/** @file The library's chapters of exercises as assignments; the library is used as every notebook uses it, by its name. */
import type {Exercise, exercises as Exercises} from "spikebook";
import type {Assignment, Question} from "../notebook/assignment/assignment.ts";

/** A chapter of the library's. */
export type Chapter = (typeof Exercises)["chapters"][number];

const how = "Below each question stands a cell for your answer, and below that one that checks it. An answer is a number with its unit (`\"12.3 mV\"`), a formula in the names of the question (`\"V0 * exp(-t/tau)\"`), or a function of them (`({V0, tau, t}) => V0 * Math.exp(-t / tau)`). Formulas and functions are tried with other numbers, too, and drawn beside the exact curve and a simulation. `sheet.hint(\"name\")` gives a hint, the next time the next one.";

/** The assignment of a chapter, with the printed numbers or those of a seed. */
export function assignmentOf(chapter: Chapter, seed?: number): Assignment {
  const {name, title, about, sections} = chapter, seeded = seed === undefined ? "" : `\n  seed: ${seed},`;
  return {
    name, title,
    about: `${about}\n\n${how}`,
    start: `import {exercises, type Answer} from "spikebook";

const sheet = exercises.sheet("${name}", {${seeded}
  page: {display},
  strict: process.env["NBGRADER_EXECUTION"] === "autograde" // under nbgrader, a check that does not hold must throw
});
sheet.progress()`,
    live: "// On a live page: a button to check again, and one for the next hint.\nsheet.buttons(button)",
    end: "sheet.summary()",
    sections: sections.map(({title: heading, exercises}) => ({title: heading, questions: Object.entries(exercises).map(([each, make]) => questionOf(each, make(seed === undefined ? {} : {seed})))})),
    origin: {chapter: name, ...(seed !== undefined && {seed})}
  };
}

function questionOf(name: string, {title, question, parameters, beware, model}: Exercise): Question {
  const names = Object.keys(parameters).map((each) => JSON.stringify(each)).join(" | ");
  return {
    name, title,
    text: beware === undefined ? question : `${question}\n\n> **Common code or a common claim is wrong here.** ${beware}`,
    type: `Answer<${`${name}${names}`.length > 75 ? "\n  " : ""}${names}>`,
    model: model.includes("=>") ? model : JSON.stringify(model),
    points: 1
  };
}
