/** @file Pools in a machine. */
import type {Build, Op, Spread} from "./build.ts";
import {unitsOf, wordsOf} from "./passes.ts";
import type {MeanPass, PoolPass} from "./passes.ts";
import {at, bytesOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

export interface PoolOp extends Op {
  readonly pass: PoolPass;
  /** Which member of its block won, for each unit and step; in training. */
  readonly winners?: Slot;
}

/** Bits as values, one step at a time; values as they are. */
export function spreading({rooms, twins: {valuesOfBits}}: Build, input: Slot): Spread {
  if (input.form === "values") return {slot: input, spread: () => undefined};
  const out = slot(rooms, input.field, {form: "values", kept: 1}), words = wordsOf(input.field);
  return {slot: out, spread: (t) => { valuesOfBits(at(input, t), words, out.base); }};
}

export function poolOp(build: Build, pass: PoolPass, input: Slot): PoolOp {
  const {rooms, twins: {poolLargest, bitsOfValues, addValues}, ring, lowered: {steps, train}} = build;
  const {input: {columns, padded}, output, field: [a, b], rule} = pass, {slot: x, spread} = spreading(build, input);
  const binary = rule === "any" || input.form === "bits", still = input.still, kept = train && !still ? ring : 1;
  const values = slot(rooms, output, {form: "values", kept: train && !binary ? kept : 1, still}), bits = binary ? slot(rooms, output, {form: "bits", kept: train && !still ? steps : 1, still}) : undefined;
  const winners = train ? slot(rooms, output, {form: "values", kept, still}) : undefined;
  const sums = rule === "rate" && !still ? rooms.take(bytesOf(pass.input, "values")) : 0, size = bytesOf(pass.input, "values"), units = unitsOf(pass.input), words = wordsOf(output);
  return {
    pass, stage: pass.stage, slot: bits ?? values, once: still, ...(winners ? {winners} : {}), ...(sums === 0 ? {} : {state: [{at: () => sums, size}]}),
    forward(t) {
      spread(t);
      if (sums !== 0) {
        if (t === 0) build.twins.clear(sums, size);
        addValues(at(x, t), units, sums);
      }
      poolLargest(at(x, t), sums === 0 ? at(x, t) : sums, columns, padded, a, b, output.columns, 0, output.rows, at(values, t), winners ? at(winners, t) : 0);
      if (bits) bitsOfValues(at(values, t), words, at(bits, t));
    }
  };
}

export function meanOp(build: Build, pass: MeanPass, input: Slot): Op {
  const {rooms, ring, twins: {poolMean}, lowered: {train}} = build, {slot: x, spread} = spreading(build, input);
  const {input: {columns, padded}, output, field: [a, b], stride: [sr, ss], share} = pass;
  const out = slot(rooms, output, {form: "values", kept: train && !input.still ? ring : 1, still: input.still});
  return {
    stage: pass.stage, slot: out, once: input.still,
    forward(t) {
      spread(t);
      poolMean(at(x, t), columns, padded, a, b, sr, ss, output.columns, 0, output.rows, at(out, t), share);
    }
  };
}
