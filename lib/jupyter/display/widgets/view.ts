/** @file How a widget is shown: live where the front end has the widget manager, else as HTML that stands still, or text. */
import type {Bundle} from "../../runtime/port.ts";
import {emit} from "../emit.ts";
import {freshId} from "../session.ts";
import type {Model} from "./model.ts";

/** What a widget looks like without the widget manager. */
export interface Still {
  readonly html: string;
  readonly text: string;
}

export function viewBundle(model: Model, {html, text}: Still): Bundle {
  const view = {version_major: 2, version_minor: 0, model_id: model.id};
  return {data: {"application/vnd.jupyter.widget-view+json": view, "text/html": html, "text/plain": text}, metadata: {}};
}

/** Shows a new view of `model` in the output of the cell that runs. */
export function showView(model: Model, still: Still): void {
  emit(viewBundle(model, still), {id: freshId(), update: false});
}
