/** @file Phase codes: when in a cycle a unit fires, with weighted slots or relative to an oscillation. */
import {oscillationPhase} from "./oscillation-phase.ts";
import type {OscillationPhaseOptions} from "./oscillation-phase.ts";
import type {Code} from "./code.ts";
import {weightedPhase} from "./weighted-phase.ts";
import type {WeightedPhaseOptions} from "./weighted-phase.ts";

export type PhaseOptions = ({readonly kind?: "weighted"} & WeightedPhaseOptions) | ({readonly kind: "oscillation"} & OscillationPhaseOptions);

/** `weighted`: binary digits in slots of a cycle; `oscillation`: one spike a cycle at a phase. */
export const phase = (options: PhaseOptions = {}): Code => (options.kind === "oscillation" ? oscillationPhase(options) : weightedPhase(options));
