/** @file The words before a control. */
import {escapeHtml} from "../html.ts";

export interface LabelOptions {
  /** Words before the control. */
  readonly label?: string;
}

/** A control that stands still, with its label. */
export const labelled = (label: string, control: string): string => `<label class="spikebook-widget">${label ? `${escapeHtml(label)} ` : ""}${control}</label>`;
