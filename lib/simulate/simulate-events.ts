/** @file A whole run without a clock: from spike to spike, exact in between. */
import type {Network} from "../model/network.ts";
import {isSynapse} from "../model/node.ts";
import type {Population} from "../model/node.ts";
import {checkWeights} from "../model/weights.ts";
import type {Weights} from "../model/weights.ts";
import {INPUT} from "../model/wiring.ts";
import type {Stage} from "../model/wiring.ts";
import {sizeOf} from "../tensor/shape.ts";
import {firing} from "./event-population.ts";
import {projecting, sumsApart, sumsInPlace} from "./event-projection.ts";
import {choosing, never, waiting} from "./event-stage.ts";
import type {EventStage} from "./event-stage.ts";
import {arrive} from "./inbox.ts";
import type {Inbox} from "./inbox.ts";
import {unclocked} from "./input.ts";
import type {Input} from "./input.ts";
import {blockOrder, plainOrder} from "./order.ts";
import {recorder} from "./recorder.ts";
import type {Probe, Recorder} from "./recorder.ts";
import type {RecordOptions, Run} from "./run.ts";
import {summed, totalsOf} from "./simulate.ts";

export interface SimulateEventsOptions {
  readonly record?: RecordOptions;
  /** When the run ends, ms; by default with the input. */
  readonly until?: number;
}

/** A run without a clock also tells how many instants it took. */
export interface EventRun extends Run {
  /** Instants at which anything happened: what the cost grows with, not time or units. */
  readonly instants: number;
}

/**
 * Runs a network from event to event. Each unit is advanced, by its exact solution, only when a spike reaches it or it
 * fires; spikes come when the membrane meets the threshold, not when a clock looks. Work grows with spikes.
 *
 * All that happens at one time is dealt with together, in the order of the stages, as in one step of the clock. Times
 * that differ by rounding alone (4 units in the last place) are one time.
 *
 * @throws TypeError naming a node that cannot run without a clock, why, and the way out; ShapeError, RangeError as `simulate` does.
 */
export function simulateEvents(net: Network, weights: Weights, input: Input, {record = {}, until}: SimulateEventsOptions = {}): EventRun {
  const given = unclocked("simulateEvents", net, input), end = until ?? given.end;
  if (!(end >= 0 && end < Infinity)) throw new RangeError(`simulateEvents: until must be at least 0 (ms), got ${end}`);
  checkWeights("simulateEvents", net, weights);
  refuseClockOnly(net);
  const every = record.every ?? ("dt" in input ? input.dt : 1);
  if (!(every > 0)) throw new RangeError(`simulateEvents: every must be positive (ms), got ${every}`);
  const samples = Math.floor(end / every + 1e-9) + 1;
  const record_ = recorder("simulateEvents", net, samples, true, record);
  const machine = machineOf(net, weights, record_);
  const {times, units} = given.events;
  let next = 0, instants = 0, sampled = 0;
  const sampleUntil = (limit: number): void => {
    for (; sampled < samples && sampled * every < limit; sampled++) record_.sample(sampled * every, machine.probe(sampled * every));
  };
  for (;;) {
    const now = Math.min(times[next] ?? Infinity, machine.first());
    if (!(now <= end)) break;
    const tie = now + 4 * Number.EPSILON * Math.max(1, now);
    if (record.traces) sampleUntil(now);
    for (; next < times.length && times[next]! <= tie; next++) machine.give(units[next]!, now);
    machine.act(now, tie);
    instants++;
  }
  if (record.traces) sampleUntil(Infinity);
  return {...runOf(net, weights, machine, record_, Math.max(end, given.events.duration), end), instants};
}

function refuseClockOnly(net: Network): void {
  for (const {path, node, filter, population} of net.stages) {
    if (filter && isSynapse(node)) {
      throw new TypeError(`simulateEvents: the ${node.kind} synapse (node ${path}) is not followed by a population that takes it in; put lif behind it, or use simulate`);
    }
    if (population && !population.relax) {
      throw new TypeError(`simulateEvents: ${population.clockOnly ?? `${population.kind} has no exact advance (relax); use simulate`} (node ${path})`);
    }
  }
}

/** The projection that a population hears, and nothing else, where nobody else hears it. */
function onlyFeed({stages, outputs}: Network, {population, sources}: Stage): Stage | undefined {
  const feed = population && sources.length === 1 ? stages[sources[0]!] : undefined;
  if (!feed?.map || outputs.includes(feed.index)) return undefined;
  return stages.filter((each) => !each.folded && each.sources.includes(feed.index)).length === 1 ? feed : undefined;
}

interface Machine {
  readonly stages: readonly (EventStage | undefined)[];
  readonly totals: readonly Float64Array[];
  readonly given: Float64Array;
  first(): number;
  give(unit: number, now: number): void;
  act(now: number, tie: number): void;
  probe(time: number): Probe;
}

function machineOf(net: Network, weights: Weights, {input, logs}: Recorder): Machine {
  const totals = totalsOf(net);
  const given = new Float64Array(sizeOf(net.shape));
  const stages: (EventStage | undefined)[] = net.stages.map(() => undefined);
  const hearers: Inbox[][] = net.stages.map(() => []);
  const first: Inbox[] = [];
  let time = 0;
  const emits = net.stages.map(({index}) => (unit: number, amount: number): void => {
    totals[index]![unit]! += amount;
    logs[index]?.push(time, unit, amount);
    for (const inbox of hearers[index]!) arrive(inbox, unit, amount);
  });
  // From the last stage to the first, so that a projection finds its hearers' inboxes; loops are closed through delays only.
  for (const stage of [...net.stages].reverse()) {
    if (stage.folded) continue;
    const {index} = stage, size = sizeOf(stage.input), emit = emits[index]!;
    const own = onlyFeed(net, stage), heir = net.stages.find((each) => onlyFeed(net, each) === stage);
    const made = stage.map ? projecting(stage.map, weights[index]!.data, heir ? sumsInPlace(stage.map.blocks, stages[heir.index]!.inbox) : sumsApart(stage.map.blocks, hearers[index]!, totals[index]!))
      : stage.population ? firing(stage.population, own ? blockOrder(own.map!.blocks) : plainOrder(size), emit)
      : stage.routes ? waiting(stage.routes, size, emit)
      : choosing(stage.choice!, size, emit);
    stages[index] = made;
    for (const source of stage.sources) (source === INPUT ? first : hearers[source]!).push(made.inbox);
  }
  const running = stages.filter((stage) => stage !== undefined), autonomous = running.filter((stage) => stage.first !== never), late = running.filter((stage) => stage.arrive);
  return {
    stages, totals, given,
    first() {
      let soonest = Infinity;
      for (const stage of autonomous) soonest = Math.min(soonest, stage.first());
      return soonest;
    },
    give(unit, now) {
      given[unit]!++;
      input?.push(now, unit, 1);
      for (const inbox of first) arrive(inbox, unit, 1);
    },
    act(now, tie) {
      time = now;
      for (const stage of late) stage.arrive!(tie);
      for (const stage of running) if (stage.inbox.count > 0 || stage.first() <= tie) stage.act(now, tie);
    },
    probe: (at) => (stage, of, unit) => {
      const population = net.stages[stage]!.population!, relax = population.relax!, {state, order} = stages[stage]!, place = order!.places[unit]!;
      if (of === "membrane") return relax.peek(state!, place, at);
      if (of === "current") return relax.peekCurrent!(state!, place, at);
      return relax.peekThreshold ? relax.peekThreshold(state!, place, at) : population.threshold!(state!, place);
    }
  };
}

function runOf(net: Network, weights: Weights, {stages, totals, given}: Machine, record: Recorder, duration: number, end: number): Run {
  return {
    net, weights, duration,
    ...(record.input ? {input: record.input.list(duration)} : {}),
    spikes: record.logs.map((log) => log?.list(duration)),
    totals,
    output: summed(net, totals, given),
    membranes: net.stages.map(({population}, k) => population && membranesAt(population, stages[k]!, end)),
    traces: record.traces,
    operations: stages.map((stage) => (stage ? {arrivals: stage.arrivals, synaptic: stage.synaptic, updates: stage.updates} : {arrivals: 0, synaptic: 0, updates: 0}))
  };
}

/** The membranes unit by unit, at the end. */
function membranesAt({relax}: Population, {state, order}: EventStage, end: number): Float64Array {
  const {units} = order!, v = new Float64Array(units.length);
  for (let place = 0; place < v.length; place++) v[units[place]!] = relax!.peek(state!, place, end);
  return v;
}
