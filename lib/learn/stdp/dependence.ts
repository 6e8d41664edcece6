/** @file How much a change counts for a weight of some size: the second half of a plasticity rule. */

/** Factors of potentiation and depression at place `u` of a weight in its range, 0 at the bottom and 1 at the top. */
export interface Dependence {
  readonly name: string;
  up(u: number): number;
  down(u: number): number;
}

/** Every weight changes alike: `1` and `1`; the bounds are walls. */
export const additive = (): Dependence => ({name: "additive", up: () => 1, down: () => 1});

/** `1 - u` and `u`: weights slow down towards their bound, and settle between. @see Rubin, Lee and Sompolinsky, PRL 86 (2001), 364. */
export const multiplicative = (): Dependence => ({name: "multiplicative", up: (u) => 1 - u, down: (u) => u});

/**
 * `(1 - u)^mu` and `u^mu`: from additive (`mu` 0) to multiplicative (1).
 *
 * @throws RangeError if `mu` does not lie from 0 to 1.
 * @see Gütig, Aharonov, Rotter and Sompolinsky, Journal of Neuroscience 23 (2003), 3697.
 */
export function between({mu = 0.5}: {readonly mu?: number} = {}): Dependence {
  if (!(mu >= 0 && mu <= 1)) throw new RangeError(`dependence.between: mu must lie from 0 to 1, got ${mu}`);
  return {name: `between (mu ${mu})`, up: (u) => Math.pow(1 - u, mu), down: (u) => Math.pow(u, mu)};
}

/**
 * `u^mu` and `u`: strong synapses gain more, but lose in proportion. Its scale is the top of the range.
 *
 * @throws RangeError if `mu` does not lie from 0 to below 1.
 * @see Morrison, Aertsen and Diesmann, Neural Computation 19 (2007), 1437 (mu 0.4).
 */
export function powerLaw({mu = 0.4}: {readonly mu?: number} = {}): Dependence {
  if (!(mu >= 0 && mu < 1)) throw new RangeError(`dependence.powerLaw: mu must lie from 0 to below 1, got ${mu}`);
  return {name: `powerLaw (mu ${mu})`, up: (u) => Math.pow(u, mu), down: (u) => u};
}

/** `u(1 - u)` for both: a weight goes to one of its bounds, slowly at both ends. @see Kheradpisheh et al., Neural Networks 99 (2018), 56. */
export const logistic = (): Dependence => ({name: "w(1 - w)", up: (u) => u * (1 - u), down: (u) => u * (1 - u)});
