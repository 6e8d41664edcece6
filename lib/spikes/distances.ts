/** @file Distances between spike trains on one page; trains are ascending times, ms. */
export {isiDistance} from "./distances/isi.ts";
export {spikeDistance} from "./distances/spike.ts";
export {vanRossum} from "./distances/van-rossum.ts";
export {victorPurpura} from "./distances/victor-purpura.ts";
