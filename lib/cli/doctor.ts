/** @file `spikebook doctor`: says what is there, what is wrong, and the remedy. */
import {examineJupyter, examineSpec, examineZeromq, findInstalled, type Finding, type Installed} from "../jupyter/install/examine.ts";
import {nodeProblem} from "./node-version.ts";

const usage = `usage: spikebook doctor

Looks for what Jupyter needs of us, starts the kernel once, and ends with code 1 if something is wrong.`;

export async function doctor(args: readonly string[]): Promise<number> {
  if (args.length > 0) return args[0] === "--help" ? (console.log(usage), 0) : (console.error(usage), 2);
  let faults = 0;
  const tell = ({good, what, remedy}: Finding): void => {
    if (!good) faults++;
    console.log(`${good ? "  ok " : "wrong"}  ${what}${remedy ? `\n       remedy: ${remedy}` : ""}`);
  };
  const problem = nodeProblem(process.versions.node);
  tell(problem ? {good: false, what: problem} : {good: true, what: `Node ${process.versions.node}: ${process.execPath}`});
  const zeromq = await examineZeromq();
  tell(zeromq);
  const installed = findInstalled();
  if (installed.length === 0) tell({good: false, what: "no kernelspec of ours where Jupyter looks", remedy: "spikebook install"});
  for (const each of installed) {
    const spec = examineSpec(each);
    tell(spec);
    if (spec.good && zeromq.good) tell(await start(each));
  }
  examineJupyter().forEach(tell);
  console.log(faults === 0 ? "\nAll is well." : `\n${faults} ${faults === 1 ? "thing is" : "things are"} wrong.`);
  return faults === 0 ? 0 : 1;
}

async function start({spec}: Installed): Promise<Finding> {
  const {probe} = await import("../jupyter/install/probe.ts");
  try {
    const {startTime, cellTime} = await probe(spec);
    return {good: true, what: `it starts: first answer after ${Math.round(startTime)} ms, first cell done after ${Math.round(cellTime)} ms`};
  } catch (error) {
    return {good: false, what: `it does not start: ${(error as Error).message}`, remedy: `try by hand: ${spec.argv.join(" ")}`};
  }
}
