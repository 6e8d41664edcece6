/** @file The passes of a lowered network as ops, in their order. */
import {adaptiveOp} from "./adaptive.ts";
import {anyPoolOp} from "./any-pool.ts";
import type {Build, Events, Link, Op} from "./build.ts";
import {filterOp} from "./filter.ts";
import {pooledOp} from "./pooled.ts";
import type {Field, Lowered, Pass} from "./passes.ts";
import {joins} from "./patches.ts";
import {shortLayerAt} from "./shorten.ts";
import {shortOp} from "./short-op.ts";
import {unitsOf, weighs} from "./passes.ts";
import {meanOp, poolOp, spreading} from "./pool.ts";
import {integratorOp, leakyOp, rectifierOp} from "./populate.ts";
import {projecting} from "./project.ts";
import type {ProjectOp} from "./project.ts";
import {restingOp} from "./resting.ts";
import {scatterOp} from "./scatter.ts";
import type {Room, Slot} from "./slots.ts";

/** Room for the events of one step of the widest input, and their amounts behind. */
export function eventRoom(rooms: Room, {passes}: Lowered): Events {
  let places = 0, units = 0;
  for (const pass of passes) {
    if (!weighs(pass)) continue;
    places = Math.max(places, pass.input.rows * pass.input.columns);
    units = Math.max(units, unitsOf(pass.input));
  }
  const starts = rooms.take(4 * (places + 1)), list = rooms.take(4 * units);
  return {starts, list, apart: rooms.take(4 * units) - list};
}

/** What an op keeps for the way back. */
type Kept = {readonly [K in "winners" | "membranes" | "heights" | "held" | "released"]?: Slot};

const present = (kept: {readonly [K in keyof Kept]: Slot | undefined}): Kept => Object.fromEntries(Object.entries(kept).filter(([, slot]) => slot));

/** One op for each pass (a projection that is fused with what follows has none of its own), and one link for each pass. */
export function opsOf(build: Build, entry: Slot): {ops: Op[]; links: Link[]} {
  const ops: Op[] = [], links: Link[] = [], {passes} = build.lowered;
  let input = entry, waiting: ProjectOp | undefined;
  const settle = (): void => {
    if (waiting) ops.push(waiting);
    waiting = undefined;
  };
  const linked = (pass: Pass, op: Op & Kept): void => {
    const {slot, once = false, winners, membranes, heights, held, released} = op;
    links.push({pass, input, output: slot, once, ...present({winners, membranes, heights, held, released})});
    input = slot;
  };
  for (let k = 0; k < passes.length; k++) {
    const pass = passes[k]!, next = passes[k + 1], short = shortLayerAt(passes, k);
    if (short) {
      settle();
      const op = shortOp(build, short, input);
      ops.push(op);
      linked(short.leaky, op);
      k += short.pool ? 2 : 1;
      continue;
    }
    if (pass.form === "project" && joins(pass, next, input.form === "bits" && !input.still)) {
      settle();
      waiting = pooledOp(build, pass, next, input);
      linked(pass, {stage: pass.stage, slot: imagined(pass.output), forward: () => undefined});
      linked(next, waiting);
      k++;
      continue;
    }
    if (pass.form === "leaky" && waiting && !input.still) {
      ops.push(leakyOp(build, pass, input, waiting));
      waiting = undefined;
    } else {
      settle();
      if (pass.form === "project") waiting = projecting(build, pass, input);
      else ops.push(...plain(build, pass, input));
    }
    linked(pass, waiting ?? ops.at(-1)!);
  }
  settle();
  return {ops, links};
}

/** A signal that is never in memory. */
const imagined = (field: Field): Slot => ({field, form: "values", base: 0, pitch: 0, lots: 1, still: false});

function plain(build: Build, pass: Exclude<Lowered["passes"][number], {form: "project"}>, input: Slot): Op[] {
  if (pass.form === "pool" && pass.rule === "any" && input.form === "bits") return [anyPoolOp(build, pass, input)];
  if (pass.form === "pool") return [poolOp(build, pass, input)];
  if (pass.form === "scatter") return [scatterOp(build, pass, input)];
  if (pass.form === "mean") return [meanOp(build, pass, input)];
  // Populations read values; spikes that come straight from a population are spread out first.
  const {slot, spread} = spreading(build, input), before: Op[] = slot === input ? [] : [{stage: pass.stage, slot, once: input.still, forward: spread}];
  if (pass.form === "filter") return [...before, filterOp(build, pass, slot)];
  if (pass.form === "resting") return [...before, restingOp(build, pass, slot)];
  if (pass.form === "adaptive") return [...before, adaptiveOp(build, pass, slot)];
  if (pass.form === "leaky") return [...before, leakyOp(build, pass, slot)];
  if (pass.form === "integrator") return [...before, integratorOp(build, pass, slot)];
  return [...before, rectifierOp(build, pass, slot)];
}
