/** @file Random spike trains for tests. */
import {generator, split} from "../../lib/tensor/generator.ts";
import {stream} from "../../lib/tensor/stream.ts";

/** At most `most` spikes, spread evenly over `duration` ms, ascending. */
export function randomTrain(seed: number, most: number, duration = 100): number[] {
  const draws = stream(split(generator(77), seed));
  return Array.from({length: draws.integer(most + 1)}, () => draws.uniform() * duration).sort((a, b) => a - b);
}
