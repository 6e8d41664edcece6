/** @file Steps that run again: states kept at some steps, from which those between are made anew on the way back, to the same bits. */
import type {Build, Op} from "./build.ts";

export interface Again {
  /** An op that leaves its state behind at each border. */
  keeping(op: Op): Op;
  /** Brings back what stretch `k` kept of its steps: nothing to do for the last, which has just been. */
  restore(k: number): void;
  /** How many stretches of steps a run has. */
  readonly stretches: number;
}

/** `every` step a border; where it is as large as the run, nothing is kept and nothing runs again. */
export function again({rooms, twins: {copyValues}, lowered: {steps}}: Build, ops: readonly Op[], every: number): Again {
  const stretches = Math.ceil(steps / every), running = ops.filter(({once}) => !once);
  const places = new Map(running.map((op) => [op, (op.state ?? []).map(({size}) => rooms.take(size * (stretches - 1)))]));
  /** Between where the state lies after the last step of stretch `k - 1` and where it is kept. */
  const each = (op: Op, k: number, move: (state: number, kept: number, size: number) => void): void =>
    op.state?.forEach(({at, size}, n) => move(at(k * every - 1), places.get(op)![n]! + (k - 1) * size, size));
  return {
    stretches,
    keeping(op) {
      if (stretches === 1 || !op.state || op.once) return op;
      return {
        ...op,
        forward(t) {
          if (t > 0 && t % every === 0) each(op, t / every, (state, kept, size) => { copyValues(state, size / 4, kept); });
          op.forward(t);
        }
      };
    },
    restore(k) {
      if (k === stretches - 1) return;
      if (k > 0) for (const op of running) each(op, k, (state, kept, size) => { copyValues(kept, size / 4, state); });
      for (let t = k * every; t < (k + 1) * every; t++) for (const op of running) op.forward(t);
    }
  };
}
