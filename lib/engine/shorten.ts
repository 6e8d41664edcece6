/** @file Which layers of a lowered network work in 16 bits: leaky units driven by a projection of spikes that change. */
import type {Network} from "../model/network.ts";
import type {LeakyPass, Lowered, Pass, PoolPass, ProjectPass} from "./passes.ts";
import {inputsOf, MOST} from "./shorts.ts";

/** The passes of one layer in 16 bits. */
export interface ShortLayer {
  readonly project: ProjectPass;
  readonly pool?: PoolPass;
  readonly leaky: LeakyPass;
}

/** The layer that begins with pass `k`, if it is a projection with leaky units behind it or behind the pool of its currents. */
function layerAt(passes: readonly Pass[], k: number): ShortLayer | undefined {
  const [project, next, last] = passes.slice(k, k + 3);
  if (project?.form !== "project") return undefined;
  if (next?.form === "leaky") return {project, leaky: next};
  return next?.form === "pool" && next.rule === "step" && last?.form === "leaky" ? {project, pool: next, leaky: last} : undefined;
}

/** The layer in 16 bits that begins with pass `k`. */
export function shortLayerAt(passes: readonly Pass[], k: number): ShortLayer | undefined {
  const pass = passes[k];
  return pass?.form === "project" && pass.short ? layerAt(passes, k) : undefined;
}

/**
 * The network with its layers in 16 bits; what gets values, or a field that stays, remains in single precision.
 *
 * @throws RangeError where there is no such layer, where a leak is too slow for 2⁻¹⁵, or a unit has more inputs than a sum can round.
 */
export function shortened(net: Network, lowered: Lowered): Lowered {
  const {passes, drive} = lowered;
  let spikes = drive === "spikes", still = drive === "static", some = false;
  const marked = passes.map((pass, k): Pass => {
    const layer = spikes && !still ? layerAt(passes, k) : undefined;
    still &&= pass.form !== "leaky" && pass.form !== "integrator";
    spikes = pass.form === "leaky" || (pass.form === "pool" && (spikes || pass.rule === "any"));
    if (pass.form !== "project" || !layer) return pass;
    fits(net, layer);
    some = true;
    return {...pass, short: true, tables: pass.tables && !layer.pool};
  });
  if (!some) throw new RangeError("plan: int16 is for leaky units that are driven by spikes, and here are none; use float32");
  return {...lowered, passes: marked};
}

function fits(net: Network, {project, leaky: {stage, decay}}: ShortLayer): void {
  const {kind} = net.stages[stage]!.node;
  if (decay !== 1 && !(decay >= 0 && Math.round(32768 * decay) <= MOST)) throw new RangeError(`plan: ${kind} (stage ${stage}) keeps ${decay} of its membrane in a step, which must lie from 0 to 1 - 2⁻¹⁶ or be 1 for int16; use float32`);
  if (inputsOf(project) > MOST) throw new RangeError(`plan: ${kind} (stage ${stage}) has ${inputsOf(project)} inputs, which must not exceed ${MOST} for int16; use float32`);
}
