/** @file Reward-modulated STDP: changes wait as eligibility until a reward says whether they were good. */
import type {Weights} from "../../model/weights.ts";
import {positive} from "../../model/door.ts";
import type {Rule} from "../rule.ts";
import {proposer} from "./proposer.ts";
import {complete} from "./stdp.ts";
import type {StdpOptions} from "./stdp.ts";

export interface RewardedStdpOptions extends StdpOptions {
  /** For how long a change stays eligible, ms; `Infinity` until the run's end. */
  readonly tauEligibility?: number;
}

export interface RewardedRule extends Rule {
  /** `w ← w + amount · eligibility`, inside the bounds; a negative amount unlearns. The eligibility stays, and fades on. */
  reward(amount: number, weights: Weights): void;
}

/**
 * STDP that only marks: `c' = -c / tauEligibility + Δw(t)`, where `Δw` is what `stdp` of the same options would change. `reward`
 * turns the marks into changes. A new run begins with no marks.
 *
 * @throws RangeError as `stdp` does, and if `tauEligibility` is not positive.
 * @see Izhikevich, Cerebral Cortex 17 (2007), 2443; Mozafari et al., IEEE TNNLS 29 (2018), 6178.
 */
export function rewardedStdp({tauEligibility = 1000, ...options}: RewardedStdpOptions): RewardedRule {
  if (tauEligibility !== Infinity) positive("rewardedStdp", "tauEligibility", tauEligibility, "ms");
  const self = proposer("rewardedStdp", complete(options));
  let marks = new Float64Array(0);
  return {
    name: self.name,
    update(frame, weights) {
      const change = self.propose(frame, weights);
      if (frame.step === 0) marks = new Float64Array(0);
      const decay = Math.exp(-frame.dt / tauEligibility);
      for (let k = 0; k < marks.length; k++) marks[k]! *= decay;
      if (!change) return;
      if (marks.length === 0) marks = new Float64Array(change.length);
      for (let k = 0; k < change.length; k++) marks[k]! += change[k]!;
    },
    reward(amount, weights) {
      if (!Number.isFinite(amount)) throw new RangeError(`${self.name}: a reward must be a finite number, got ${amount}`);
      if (marks.length > 0) self.add(weights, marks, amount);
    }
  };
}
