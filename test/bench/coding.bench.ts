/** @file Codes: processor time of encoding and decoding one 28 × 28 digit, the best of some rounds over ten digits. */
import {oneOfEach} from "../../lib/coding/one-of-each.ts";
import {digits} from "../../lib/files/image-sets.ts";
import {table} from "./table.ts";

const ROUNDS = 5, images = Array.from({length: 10}, (_, i) => digits.image(i));

function spent(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const {user, system} = process.cpuUsage(began);
  return (user + system) / 1000 / images.length;
}

const rows = Object.values(oneOfEach()).map((code) => {
  let encoding = Infinity, decoding = Infinity, spikes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const sent = images.map((image) => code.encode(image));
    encoding = Math.min(encoding, spent(() => images.map((image) => code.encode(image))));
    decoding = Math.min(decoding, spent(() => sent.map((list) => code.decode(list))));
    spikes = sent.reduce((sum, {times}) => sum + times.length, 0) / images.length;
  }
  return [code.name, spikes.toFixed(0), encoding.toFixed(2), decoding.toFixed(2)];
});
console.log(table(["code", "spikes an image", "encode, ms", "decode, ms"], rows));
