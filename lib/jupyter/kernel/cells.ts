/** @file Serves `execute_request`: one cell at a time, in the order in which they came. */
import type {Cell, Engine, Outcome} from "../engine.ts";
import type {History} from "../history/history.ts";
import type {Content} from "../protocol/message.ts";
import {deletions} from "./deletions.ts";
import {errorFields, errorReply, expressionReply, failureOf} from "./failure.ts";
import {flag, record, text, texts} from "./fields.ts";
import type {Origins} from "./origins.ts";
import type {Outputs} from "./outputs.ts";
import {page, question} from "./pager.ts";
import type {Publisher, Request} from "./publisher.ts";

export interface CellsOptions {
  readonly engine: Engine;
  readonly publisher: Publisher;
  readonly origins: Origins;
  readonly outputs: Outputs;
  readonly history: History;
  /** Called when a cell has taken its process down. */
  readonly onLost: () => void;
}

export interface Cells {
  /** Runs the request's cell; the content of the reply. */
  run(request: Request): Promise<Content>;
}

interface Wanted {
  readonly silent: boolean;
  readonly stored: boolean;
  readonly stdin: boolean;
  readonly expressions: Readonly<Record<string, string>>;
}

export function cells({engine, publisher, origins, outputs, history, onLost}: CellsOptions): Cells {
  const gone = deletions();
  let counted = 0;
  let result: string | undefined;
  outputs.onResult((plain) => void (result = plain));

  /** Runs the code, shows its error, and gives the outcome with what a help question has to show. */
  async function perform(cell: Cell, request: Request, wanted: Wanted): Promise<{outcome: Outcome; payload: readonly Content[]}> {
    const origin = origins.add({request, silent: wanted.silent, stdin: wanted.stdin, number: cell.number});
    const help = question(cell.code);
    if (help) return {outcome: {status: "ok"}, payload: [await page(help, engine)]};
    return {outcome: await engine.execute(cell, origin), payload: []};
  }

  function announce(request: Request, code: string, {silent, stored}: Wanted): number {
    const number = stored ? ++counted : counted + 1;
    if (!silent) publisher.broadcast("execute_input", {code, execution_count: number}, request.message.header);
    return number;
  }

  return {
    async run(request) {
      const {message} = request;
      const code = text("execute_request", message.content, "code");
      const wanted = wants(message.content);
      const number = announce(request, code, wanted);
      result = undefined;
      const {outcome, payload} = await perform({number, code, ...described(message.metadata), ...gone(message.metadata), silent: wanted.silent}, request, wanted);
      if (wanted.stored && code.trim() !== "") history.add({line: number, input: code, ...(result !== undefined && {output: result})});
      if (outcome.status === "error") {
        outputs.flush();
        if (outcome.lost) onLost();
        if (!wanted.silent) publisher.broadcast("error", errorFields(outcome.failure), message.header);
        return {...errorReply(outcome.failure), execution_count: number, user_expressions: {}, payload};
      }
      return {status: "ok", execution_count: number, user_expressions: await values(engine, wanted.expressions), payload};
    }
  };
}

function wants(content: Content): Wanted {
  const silent = flag(content, "silent", false);
  const expressions = Object.entries(record(content["user_expressions"])).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return {
    silent,
    stored: !silent && flag(content, "store_history", true),
    stdin: flag(content, "allow_stdin", true),
    expressions: Object.fromEntries(expressions)
  };
}

/** What the front end says of its cell. */
function described(metadata: Content): Pick<Cell, "id" | "tags"> {
  const id = metadata["cellId"];
  const tags = texts(metadata["tags"]);
  return {...(typeof id === "string" && {id}), ...(tags.length > 0 && {tags})};
}

async function values(engine: Engine, code: Wanted["expressions"]): Promise<Content> {
  if (Object.keys(code).length === 0) return {};
  try {
    const given = await engine.expressions(code);
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, expressionReply(value)]));
  } catch (error) {
    const reply = errorReply(failureOf(error));
    return Object.fromEntries(Object.keys(code).map((name) => [name, reply]));
  }
}
