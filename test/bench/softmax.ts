/** @file A linear read-out for the benchmarks: softmax regression by stochastic gradient descent. */
import {shuffle} from "../../lib/tensor/draw.ts";
import {generator, split} from "../../lib/tensor/generator.ts";

/** Features of many images, one row each, and their classes. */
export interface Samples {
  readonly features: readonly Float32Array[];
  readonly labels: Uint8Array;
}

export interface SoftmaxOptions {
  readonly classes: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Weight decay. */
  readonly decay: number;
}

/** Gives a classifier: features to class. Samples come in an order of the seed's, the learning rate falls as `1 / (1 + epoch)`. */
export function softmax({features, labels}: Samples, {classes, epochs, learningRate, decay}: SoftmaxOptions): (x: Float32Array) => number {
  const size = features[0]!.length, w = Array.from({length: classes}, () => new Float32Array(size)), bias = new Float32Array(classes), scores = new Float64Array(classes);
  const score = (x: Float32Array): void => {
    for (let c = 0; c < classes; c++) {
      const row = w[c]!;
      let sum = bias[c]!;
      for (let i = 0; i < size; i++) sum += row[i]! * x[i]!;
      scores[c] = sum;
    }
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = learningRate / (1 + epoch);
    for (const k of shuffle(split(generator(1), epoch), features.map((_, i) => i))) {
      const x = features[k]!;
      score(x);
      const top = Math.max(...scores), parts = scores.map((s) => Math.exp(s - top)), sum = parts.reduce((a, b) => a + b, 0);
      for (let c = 0; c < classes; c++) {
        const error = parts[c]! / sum - (labels[k] === c ? 1 : 0), row = w[c]!;
        if (Math.abs(error) < 1e-4) continue;
        bias[c]! -= rate * error;
        for (let i = 0; i < size; i++) if (x[i] !== 0) row[i]! -= rate * (error * x[i]! + decay * row[i]!);
      }
    }
  }
  return (x) => {
    score(x);
    return scores.indexOf(Math.max(...scores));
  };
}
