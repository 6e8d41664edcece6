/** @file Exercises: how much a network does, counted by hand, and what that costs on a chip. */
import {operationPj} from "../hardware/arithmetic.ts";
import {breakEvenRate} from "../hardware/break-even.ts";
import {profileNamed} from "../hardware/hardware.ts";
import type {Component} from "../hardware/profile.ts";
import {generator} from "../tensor/generator.ts";
import {stream} from "../tensor/stream.ts";
import {exercise} from "./exercise.ts";
import type {Parameter} from "./exercise.ts";

const steps: Parameter = {is: "number of steps", unit: "", book: 100, from: 50, to: 200, step: 10};

export const eventWork = exercise({
  name: "event-work",
  title: "additions of an event-driven layer",
  text: "A dense layer runs for a number of steps; each input fires with the chance `rate` in a step. An event-driven simulation adds a column of weights for each spike, and does nothing where there is none. How many additions are that, on average?",
  parameters: {inputs: {is: "number of inputs", unit: "", book: 784, from: 400, to: 1000, step: 4}, outputs: {is: "number of outputs", unit: "", book: 256, from: 16, to: 512, step: 16}, steps, rate: {is: "spikes of an input in a step", unit: "", book: 0.05, from: 0.02, to: 0.2, step: 0.01}},
  unit: "",
  answer: ({inputs, outputs, steps, rate}) => steps * rate * inputs * outputs,
  model: "steps * rate * inputs * outputs",
  mistakes: [
    {gives: ({inputs, outputs, steps}) => steps * inputs * outputs, by: "for the dense simulation, which multiplies by every zero."},
    {gives: ({inputs, outputs, rate}) => rate * inputs * outputs, by: "for one step."},
    {gives: ({inputs, steps, rate}) => steps * rate * inputs, by: "for the number of spikes; each meets every output."}
  ],
  hints: ["How many spikes are there? How many synapses does each meet?"],
  solution: "$T\\,r\\,n$ spikes meet $m$ synapses each: $T\\,r\\,n\\,m$, the share $r$ of the dense $T\\,n\\,m$.",
  simulation: {by: "spikes drawn one by one", value: ({inputs, outputs, steps, rate}) => { const draws = stream(generator(6)); let additions = 0; for (let k = 0; k < inputs * steps; k++) if (draws.uniform() < rate) additions += outputs; return additions; }, within: 0.2},
  along: "rate"
});

interface Field {
  readonly input: number;
  readonly output: number;
  readonly field: number;
  readonly size: number;
}

const field = {
  input: {is: "input channels", unit: "", book: 32, from: 1, to: 64, step: 1}, output: {is: "output channels", unit: "", book: 64, from: 4, to: 64, step: 4},
  field: {is: "size of the field (it is square)", unit: "", book: 3, from: 3, to: 7, step: 2}, size: {is: "rows and columns of the image", unit: "", book: 28, from: 8, to: 32, step: 1}
} as const;
const convolution = "A convolution slides a square `field` over a square image and keeps its size, as if there were zeros around it (“same” padding).";
/** Along one side: every tap of every place, without those that lie outside. */
const along = (field: number, size: number): number => size * field - (field ** 2 - 1) / 4;
const synapses = ({input, output, field, size}: Field): number => input * output * along(field, size) ** 2;

/** Taps inside the image, looked at one by one. */
function counted({input, output, field, size}: Field): number {
  const reach = (field - 1) / 2, inside = (x: number): boolean => x >= 0 && x < size;
  let taps = 0;
  for (let r = 0; r < size; r++) for (let s = 0; s < size; s++) for (let a = -reach; a <= reach; a++) for (let b = -reach; b <= reach; b++) if (inside(r + a) && inside(s + b)) taps++;
  return taps * input * output;
}

export const edgeExactSynapses = exercise({
  name: "edge-exact-synapses",
  title: "synapses of a convolution, edges counted",
  text: `${convolution} How many synapses does it have: pairs of an input and an output that a weight joins?`,
  parameters: field,
  unit: "",
  answer: synapses,
  model: "input * output * (size*field - (field^2 - 1)/4)^2",
  tolerance: {relative: 1e-9, reason: "it is a whole number"},
  mistakes: [
    {gives: ({input, output, field, size}) => input * output * field ** 2 * size ** 2, by: "with the taps that lie outside the image: nothing can spike there."},
    {gives: ({input, output, field, size}) => input * output * field ** 2 * (size - field + 1) ** 2, by: "for a convolution without padding, whose output is smaller."}
  ],
  hints: ["Rows and columns are independent: count along one side, then square.", "The place at a distance $d$ from an edge loses $\\max(0, p - d)$ taps there, with $p = (k - 1)/2$."],
  solution: "Along one side there are $hk$ taps, less $1 + 2 + \\dots + p = p(p + 1)/2$ at either end with $p = (k-1)/2$: $hk - p(p+1) = hk - (k^2 - 1)/4$. Squared, times the channels.",
  simulation: {by: "every tap of every place, looked at", value: counted, within: 1e-12},
  along: "size"
});

export const paddingExcess = exercise({
  name: "padding-excess",
  title: "by how much padding overcounts",
  text: `${convolution} Common counters multiply the output's size by the field's, $h^2k^2$ taps. By which part of the true number is that too much? (A percentage will do.)`,
  parameters: {field: field.field, size: field.size},
  unit: "",
  answer: ({field, size}) => ((size * field) / along(field, size)) ** 2 - 1,
  model: "(size*field / (size*field - (field^2 - 1)/4))^2 - 1",
  mistakes: [
    {gives: ({field, size}) => (size * field) / along(field, size) - 1, by: "along one side; an image has two."},
    {gives: ({field, size}) => 1 - (along(field, size) / (size * field)) ** 2, by: "as a part of the count that is too large; the true one is the measure."}
  ],
  hints: ["Find the true number of taps along one side: $hk - (k^2 - 1)/4$."],
  solution: "$\\left(\\frac{hk}{hk - (k^2-1)/4}\\right)^2 - 1$.",
  simulation: {by: "every tap of every place, looked at", value: ({field, size}) => (field * size) ** 2 / counted({input: 1, output: 1, field, size}) - 1, within: 1e-9},
  along: "size",
  beware: "Most counters of operations take the padding along: energies of small images are overstated by several per cent, of the spiking network and of its rival alike."
});

const priceOf = (component: Component): number => {
  const {value} = profileNamed("Loihi").figures.find(({prices}) => prices === component)!;
  return typeof value === "number" ? value : value[1];
};
const [synapse, update, spike] = [priceOf("synapse"), priceOf("update"), priceOf("spike")];

export const chipAgainstMac = exercise({
  name: "chip-against-mac",
  title: "spikes that a chip may spend",
  text: "A chip spends `event` on each spike at a synapse, all included; its rival one multiply-accumulate at each synapse in a decision. How many spikes at a synapse in a decision make both equal?",
  parameters: {mac: {is: "energy of a multiply-accumulate", unit: "pJ", book: operationPj.fp32.mac, from: 0.2, to: 6, step: 0.1}, event: {is: "energy of a synaptic event", unit: "pJ", book: synapse, from: 2, to: 40, step: 0.2}},
  unit: "",
  answer: ({mac, event}) => breakEvenRate({steps: 1, mac, synapse: event}),
  model: "mac / event",
  mistakes: [{gives: ({mac, event}) => event / mac, by: "with the two exchanged."}, {gives: ({mac}) => mac / operationPj.fp32.add, by: "with the price of a bare addition; a chip's event includes reading the weight and finding its target."}],
  hints: ["Both bills are for one synapse and one decision."],
  solution: "$r\\,E_{event} = E_{mac}$, so $r = E_{mac}/E_{event}$: a fifth of a spike with the printed numbers, where the usual claim allows five.",
  simulation: {by: "spikes added in thousandths until the bills meet", value: ({mac, event}) => { let spikes = 0; while (spikes * event < mac) spikes += 1e-5; return spikes; }, within: 1e-2},
  along: "event",
  beware: "Papers price the spiking network by bare additions, 0.9 pJ, and the chips that run it spend tens of pJ on an event."
});

interface Budget {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly steps: number;
  readonly inputRate: number;
  readonly hiddenRate: number;
  readonly outputRate: number;
}

const share = (is: string, book: number): Parameter => ({is, unit: "", book, from: 0.01, to: 0.1, step: 0.01});

/** Step by step, layer by layer, in pJ. */
function billed({inputs, hidden, outputs, steps, inputRate, hiddenRate, outputRate}: Budget): number {
  const layers = [{units: inputs, rate: inputRate, fanOut: hidden, updated: false}, {units: hidden, rate: hiddenRate, fanOut: outputs, updated: true}, {units: outputs, rate: outputRate, fanOut: 0, updated: true}];
  let bill = 0;
  for (let t = 0; t < steps; t++) for (const {units, rate, fanOut, updated} of layers) bill += units * rate * (fanOut * synapse + spike) + (updated ? units * update : 0);
  return bill;
}

export const chipBudget = exercise({
  name: "chip-budget",
  title: "energy of a small network on a chip",
  text: `A network of three layers, dense from each to the next, runs on a chip that spends ${synapse} pJ on a spike at a synapse, ${update} pJ on each update of a neuron behind the input, in every step, and ${spike} pJ on sending a spike (Loihi, simulated before silicon, all within a tile). Inputs, hidden and output neurons fire with \`inputRate\`, \`hiddenRate\` and \`outputRate\` a step. What does a run cost?`,
  parameters: {
    inputs: {is: "inputs", unit: "", book: 784, from: 100, to: 1000, step: 4}, hidden: {is: "hidden neurons", unit: "", book: 256, from: 32, to: 512, step: 16}, outputs: {is: "output neurons", unit: "", book: 10, from: 2, to: 20, step: 1},
    steps: {...steps, book: 50, from: 10, to: 100}, inputRate: share("spikes of an input in a step", 0.05), hiddenRate: share("spikes of a hidden neuron in a step", 0.03), outputRate: share("spikes of an output neuron in a step", 0.1)
  },
  unit: "nJ",
  answer: ({inputs, hidden, outputs, steps, inputRate, hiddenRate, outputRate}) => (steps * (synapse * (inputs * inputRate * hidden + hidden * hiddenRate * outputs) + update * (hidden + outputs) + spike * (inputs * inputRate + hidden * hiddenRate + outputs * outputRate))) / 1000,
  model: `steps * (${synapse} * (inputs*inputRate*hidden + hidden*hiddenRate*outputs) + ${update} * (hidden + outputs) + ${spike} * (inputs*inputRate + hidden*hiddenRate + outputs*outputRate)) / 1000`,
  mistakes: [
    {gives: (values) => billed(values), by: "in pJ; a formula must give nJ."},
    {gives: ({inputs, hidden, outputs, steps, inputRate, hiddenRate}) => (steps * synapse * (inputs * inputRate * hidden + hidden * hiddenRate * outputs)) / 1000, by: "for the synapses alone; neurons are updated in every step, spikes or not."}
  ],
  hints: ["Count synaptic events, updates and spikes of one step, then price each.", "Synaptic events: spikes of a layer times the neurons of the next."],
  solution: "In a step there are $n_0r_0n_1 + n_1r_1n_2$ synaptic events, $n_1 + n_2$ updates and $n_0r_0 + n_1r_1 + n_2r_2$ spikes; their prices, times the steps.",
  simulation: {by: "the bill, step by step and layer by layer", value: (values) => billed(values) / 1000, within: 1e-9},
  along: "inputRate"
});
