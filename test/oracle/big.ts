/** @file An oracle of 80 digits, on which cancellation that ruins doubles leaves no mark. */
import {all, create} from "./mathjs.ts";
import type {BigNumber} from "mathjs";

const big = create(all!, {number: "BigNumber", precision: 80});

/** Evaluates an expression in 80 digits; every number in `scope` is taken at its exact binary value. */
export function evaluate(expression: string, scope: Readonly<Record<string, number>> = {}): number {
  const exact = Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, big.bignumber(value)]));
  return Number((big.evaluate(expression, exact) as BigNumber).toString());
}

/** `|value / expected - 1|`, and the plain distance where zero is expected. */
export const relative = (value: number, expected: number): number => Math.abs(expected === 0 ? value : value / expected - 1);
