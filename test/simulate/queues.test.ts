import {describe, expect, it} from "vitest";
import {dueQueue} from "../../lib/simulate/due-queue.ts";
import {eventLine} from "../../lib/simulate/event-line.ts";
import {eventQueue} from "../../lib/simulate/event-queue.ts";
import {uniform} from "../../lib/tensor/draw.ts";
import {generator} from "../../lib/tensor/generator.ts";

describe("eventQueue", () => {
  it("gives 100,000 events back in order of time and unit, with takes between pushes", () => {
    const queue = eventQueue(4), draws = uniform(generator(1), 100_000), expected: [number, number][] = [], seen: [number, number][] = [];
    let carried = true;
    const take = (): void => { const time = queue.first(); queue.take(); seen.push([time, queue.unit]); carried &&= queue.amount === 2 * queue.unit; };
    draws.forEach((u, k) => {
      const event: [number, number] = [Math.floor(u * 5000) + Math.floor(k / 10), k % 1000];
      queue.push(...event, 2 * event[1]);
      expected.push(event);
      // Nothing that is pushed later comes before k / 10.
      if (k % 7 === 0) while (queue.first() < Math.floor(k / 10)) take();
    });
    while (queue.size > 0) take();
    expect(carried).toBe(true);
    expect(seen).toEqual(expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    expect(queue.first()).toBe(Infinity);
  });
});

describe("eventLine", () => {
  it("gives back what the heap gives, where events come in the order in which they leave, with takes between pushes", () => {
    const line = eventLine(4), heap = eventQueue(4), draws = uniform(generator(4), 20_000), given: number[][] = [], expected: number[][] = [];
    draws.forEach((u, k) => {
      for (const queue of [line, heap]) queue.push(Math.floor(k / 5), k, u);
      // More and more wait: the ring grows while it is wound around its end.
      for (let n = 0; n < (k % 3 === 2 ? 2 : 0); n++) for (const [queue, list] of [[line, given], [heap, expected]] as const) { list.push([queue.first()]); queue.take(); list.at(-1)!.push(queue.unit, queue.amount, queue.size); }
    });
    expect(given.length).toBeGreaterThan(10_000);
    expect(given).toEqual(expected);
    while (line.size > 0) line.take();
    expect(line.first()).toBe(Infinity);
  });
});

describe("dueQueue", () => {
  it("always knows the unit that is due first, whatever is moved or taken out", () => {
    const queue = dueQueue(50), dues = new Float64Array(50).fill(Infinity), draws = uniform(generator(2), 9000);
    for (let k = 0; k < 3000; k++) {
      const unit = Math.floor(50 * draws[3 * k]!), due = draws[3 * k + 1]! < 0.3 ? Infinity : Math.floor(20 * draws[3 * k + 2]!);
      dues[unit] = due;
      queue.set(unit, due);
      expect(queue.first()).toBe(Math.min(...dues));
      expect(queue.size).toBe(dues.filter((each) => each < Infinity).length);
    }
    const order: number[] = [];
    while (queue.size > 0) order.push(queue.take());
    expect(order).toEqual([...dues.keys()].filter((unit) => dues[unit]! < Infinity).sort((a, b) => dues[a]! - dues[b]! || a - b));
  });
});
