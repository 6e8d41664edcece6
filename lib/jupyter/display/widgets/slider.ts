/** @file A number on a slider. */
import {escapeHtml} from "../html.ts";
import {makeControl, type Control} from "./control.ts";
import {controlState} from "./state.ts";
import {labelled, type LabelOptions} from "./label.ts";

export interface SliderOptions extends LabelOptions {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly value?: number;
  /** Tells of values while the person drags, not only when they let go. */
  readonly live?: boolean;
}

/**
 * Shows a slider: `const rate = slider({min: 1, max: 100, label: "rate (Hz)"})`, then `rate.value`, `rate.onChange(…)`.
 *
 * Whole numbers if `min`, `max`, `step` and `value` are whole.
 *
 * @throws RangeError if `min` is not below `max`, `step` is not positive, or `value` lies outside.
 */
export function slider({min = 0, max = 100, step = defaultStep(min, max), value = min, label = "", live = true}: SliderOptions = {}): Control<number> {
  if (!(min < max && Number.isFinite(max - min))) throw new RangeError(`slider: min must lie below max, got ${min} and ${max}`);
  if (!(step > 0 && Number.isFinite(step))) throw new RangeError(`slider: step must be positive, got ${step}`);
  const check = (next: number): number => {
    if (!(next >= min && next <= max)) throw new RangeError(`slider: value must lie from ${min} to ${max}, got ${String(next)}`);
    return next;
  };
  const whole = [min, max, step, check(value)].every(Number.isInteger);
  const own = {min, max, step, value, description: label, continuous_update: live, orientation: "horizontal", readout: true, readout_format: whole ? "d" : `.${decimals(step)}f`, behavior: "drag-tap"};
  return makeControl<number>({
    who: "slider",
    state: () => controlState(whole ? "IntSlider" : "FloatSlider", "Slider", own),
    key: "value",
    read: (state) => (typeof state === "number" && Number.isFinite(state) ? Math.min(max, Math.max(min, state)) : undefined),
    write: (next) => next,
    check,
    still: (now) => ({
      html: labelled(label, `<input type="range" disabled min="${min}" max="${max}" step="${step}" value="${now}"> <output>${escapeHtml(String(now))}</output>`),
      text: `${label || "slider"}: ${now} (${min} … ${max})`
    })
  });
}

/** A hundredth of the range where the ends are not whole or lie close together. */
const defaultStep = (min: number, max: number): number => (Number.isInteger(min) && Number.isInteger(max) && max - min > 1 ? 1 : Number(((max - min) / 100).toPrecision(1)));

const decimals = (step: number): number => Math.min(10, Math.max(1, Math.ceil(-Math.log10(step))));
