/** @file A program of its own that asks a crew twice and then comes to its end, having closed it or not. */
import {crew} from "../../lib/engine/crew.ts";
import {plan} from "../../lib/engine/plan.ts";
import {exactNets, sixteenths, stills} from "./exact.ts";

const [, , ending] = process.argv, net = exactNets["or pool"]!();
const workers = crew(plan(net, {steps: 5, train: {}})), weights = sixteenths(net), inputs = stills(net);
let calls = 0;
for (; calls < 2; calls++) await workers.gradient(weights, inputs, [0, 1]);
if (ending === "closed") await workers.close();
console.log(`${ending} after ${calls} calls`);
