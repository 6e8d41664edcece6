/** @file Exercises: where a spiking network and its rival cost the same. */
import {bitMatchedRate, breakEvenRate, perSynapticEvent} from "../hardware/break-even.ts";
import {exercise} from "./exercise.ts";
import type {Parameter} from "./exercise.ts";

const steps: Parameter = {is: "steps of a decision", unit: "", book: 10, from: 2, to: 40, step: 1};
const mac: Parameter = {is: "energy of a multiply-accumulate", unit: "pJ", book: 4.6, from: 2, to: 6, step: 0.1};
const add: Parameter = {is: "energy of an addition", unit: "pJ", book: 0.9, from: 0.3, to: 1.2, step: 0.1};

/** The rate at which a falling difference of costs is zero, by bisection. */
function balance(difference: (rate: number) => number): number {
  let low = -100, high = 100;
  for (let k = 0; k < 80; k++) {
    const middle = (low + high) / 2;
    if (difference(middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}

export const breakEven = exercise({
  name: "break-even",
  title: "break-even rate",
  text: "Each synapse of an ANN costs one multiply-accumulate, each spike at a synapse of an SNN one addition. At how many spikes of a neuron in a step do both cost the same, memory left aside?",
  parameters: {steps, mac, add},
  unit: "",
  answer: ({steps, mac, add}) => breakEvenRate({steps, mac, synapse: add}),
  model: "mac / (add * steps)",
  mistakes: [{gives: ({mac, add}) => mac / add, by: "for spikes in the whole decision; divide by the steps."}, {gives: ({steps, mac, add}) => add / (mac * steps), by: "with the two energies exchanged."}],
  hints: ["A synapse of the SNN costs rate × steps additions."],
  solution: "$r\\,T\\,E_{add} = E_{mac}$, so $r^* = (E_{mac}/E_{add})/T$.",
  simulation: {by: "bisection on the difference of both bills", value: ({steps, mac, add}) => balance((rate) => mac - rate * steps * add), within: 1e-9},
  along: "steps",
  beware: "This is the usual claim; it leaves out memory, which costs more than arithmetic."
});

export const breakEvenWithMemory = exercise({
  name: "break-even-with-memory",
  title: "break-even rate with memory",
  text: "The same, but each weight must be read (`read`; the ANN uses each that it has read `reuse` times), and every neuron of the SNN reads and writes its state in every step (each `state`) and adds once. A neuron has `fanIn` synapses. At how many spikes of a neuron in a step do both cost the same?",
  parameters: {steps, mac, add, fanIn: {is: "synapses of a neuron", unit: "", book: 288, from: 100, to: 600, step: 4}, read: {is: "energy of reading a weight", unit: "pJ", book: 5, from: 2, to: 8, step: 0.5}, reuse: {is: "uses of a weight by the ANN", unit: "", book: 1, from: 1, to: 5, step: 1}, state: {is: "energy of reading or writing a state", unit: "pJ", book: 5, from: 2, to: 8, step: 0.5}},
  unit: "",
  answer: ({steps, mac, add, fanIn, read, reuse, state}) => breakEvenRate({steps, mac, synapse: add, fanIn, weightRead: read, reuse, stateRead: state, stateWrite: state, update: add}),
  model: "(fanIn * (mac + read/reuse) - steps * (2*state + add)) / (fanIn * steps * (add + read))",
  mistakes: [{gives: ({steps, mac, add}) => mac / (add * steps), by: "without memory."}, {gives: ({steps, mac, add, read, reuse}) => (mac + read / reuse) / (steps * (add + read)), by: "without the neuron's state."}],
  hints: ["Write both bills for one neuron and one decision.", "ANN: n (mac + read/reuse). SNN: r n T (add + read) + T (2 state + add)."],
  solution: "$n(E_{mac} + W/u) = r\\,n\\,T(E_{add} + W) + T(2S + E_{add})$, solved for $r$.",
  simulation: {by: "bisection on the difference of both bills", value: ({steps, mac, add, fanIn, read, reuse, state}) => balance((rate) => fanIn * (mac + read / reuse) - rate * fanIn * steps * (add + read) - steps * (2 * state + add)), within: 1e-9},
  along: "reuse",
  beware: "Published comparisons count operations only: with memory, and weights that the dense network reuses, the break-even rate falls several times."
});

export const bitMatched = exercise({
  name: "bit-matched",
  title: "break-even rate at equal bits",
  text: "Counts of spikes over `steps` steps tell as much as a whole number of so many bits as the counts need. A multiply-accumulate of 8 bits costs as much as eight additions, one of $b$ bits as $b$. Below which rate does the SNN win against an ANN of the same bits?",
  parameters: {steps: {...steps, book: 7}},
  unit: "",
  answer: ({steps}) => bitMatchedRate(steps),
  model: "ceil(log2(steps + 1)) / (8 * steps)",
  mistakes: [{gives: ({steps}) => 1 / steps, by: "against an ANN of 8 bits; the counts need fewer."}, {gives: ({steps}) => Math.log2(steps + 1) / (8 * steps), by: "with a fraction of a bit: the number of bits is whole."}],
  hints: ["There are T + 1 different counts."],
  solution: "$b = \\lceil\\log_2(T + 1)\\rceil$ bits; $r^* = b/(8T)$.",
  simulation: {by: "bits counted by doubling", value: ({steps}) => { let bits = 0; while (2 ** bits < steps + 1) bits++; return bits / (8 * steps); }, within: 1e-9}
});

export const energyOfEvent = exercise({
  name: "energy-of-an-event",
  title: "energy of a synaptic event",
  text: "A chip draws `power` while its `neurons` neurons fire at `rateHz`, each spike meeting `synapses` synapses. What does one synaptic event cost, if the whole power is shared among them?",
  parameters: {power: {is: "power", unit: "mW", book: 72, from: 30, to: 120, step: 1}, neurons: {is: "number of neurons", unit: "", book: 1048576, from: 65536, to: 1048576, step: 65536}, rateHz: {is: "rate of a neuron", unit: "Hz", book: 20, from: 5, to: 50, step: 5}, synapses: {is: "active synapses of a neuron", unit: "", book: 128, from: 32, to: 256, step: 32}},
  unit: "pJ",
  answer: ({power, neurons, rateHz, synapses}) => perSynapticEvent({powerMw: power, neurons, rateHz, synapses}),
  model: "power * 10^9 / (neurons * rateHz * synapses)",
  mistakes: [{gives: ({power, neurons, rateHz}) => (power * 1e9) / (neurons * rateHz), by: "for one spike; it meets many synapses."}],
  hints: ["How many synaptic events are there in a second?", "1 mW is $10^9$ pJ per second."],
  solution: "$P/(N\\,r\\,s)$, with 1 mW = $10^9$ pJ/s.",
  simulation: {by: "one second's energy over its events, in joules", value: ({power, neurons, rateHz, synapses}) => ((power / 1000) / (neurons * rateHz * synapses)) / 1e-12, within: 1e-9},
  along: "rateHz"
});
