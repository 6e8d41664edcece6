/** @file Asks our kernel for the variables of its session. */
import type {Kernel} from "@jupyterlab/services";
import type {Variable} from "../../../../../jupyter/runtime/child/variables.ts";

const expression = "__spikebook.variables()";

/** Waits for the cells that were sent before. Nothing where the kernel does not answer: it is another's, or it was stopped. */
export async function askVariables(kernel: Kernel.IKernelConnection): Promise<readonly Variable[] | undefined> {
  const asked = kernel.requestExecute({code: "", silent: true, store_history: false, allow_stdin: false, stop_on_error: false, user_expressions: {variables: expression}});
  try {
    const {content} = await asked.done;
    const answer = content.status === "ok" ? (content.user_expressions["variables"] as {readonly data?: {readonly "application/json"?: readonly Variable[]}} | undefined) : undefined;
    return answer?.data?.["application/json"];
  } catch {
    return undefined; // restarted meanwhile
  }
}
