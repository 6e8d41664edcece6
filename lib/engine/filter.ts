/** @file Linear filters in time in a machine, and their transpose: synapses. Being linear they keep no history for the way back. */
import type {BackBuild, BackOp, Errors} from "./backward.ts";
import type {Build, Op} from "./build.ts";
import type {FilterPass} from "./passes.ts";
import {unitsOf, weighs} from "./passes.ts";
import {at, bytesOf, slot} from "./slots.ts";
import type {Slot} from "./slots.ts";

/** What one spike never moves needs no feeder. */
const feeds = ({jump}: FilterPass): 0 | 1 => (jump[1] === 0 ? 0 : 1);
const numbers = ({ii, ib, bb, jump, out, through}: FilterPass): number[] => [ii, ib, bb, ...jump, ...out, through];

export function filterOp({rooms, twins: {filter, clear}, ring, lowered: {passes, train}}: Build, pass: FilterPass, input: Slot): Op {
  const {output: field, stage} = pass, next = passes[passes.indexOf(pass) + 1], learns = train && next && weighs(next), size = bytesOf(field, "values");
  const out = slot(rooms, field, {form: "values", kept: learns ? ring : 1}), i = rooms.take(size), b = rooms.take(size), two = feeds(pass), count = unitsOf(field), all = numbers(pass);
  return {
    stage, slot: out, state: [i, ...(two === 1 ? [b] : [])].map((address) => ({at: () => address, size})),
    forward(t) {
      if (t === 0) {
        clear(i, size);
        clear(b, size);
      }
      filter(two, at(input, t), i, b, at(out, t), count, ...all);
    }
  };
}

export function filterBackOp({build: {rooms, twins: {filterBack}}, sums}: BackBuild, pass: FilterPass, {input: x, output: error, adds}: Errors): BackOp["backward"] {
  const size = bytesOf(pass.output, "values"), i = rooms.take(size), b = rooms.take(size), two = feeds(pass), count = unitsOf(pass.output), all = numbers(pass);
  sums.push({at: i, size}, {at: b, size});
  return x ? (t) => { filterBack(two, at(error, t), i, b, at(x, t), count, ...all, adds ? 1 : 0); } : () => undefined;
}
