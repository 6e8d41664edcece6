/** @file How hard the drawn digits are: two plain readers on all pixels, all 6,000 to learn from, all 1,000 to test on. */
import {digits} from "../../lib/files/image-sets.ts";
import {features, leastSquares, linearAccuracy, nearestAccuracy} from "../worlds/classifiers.ts";
import {table} from "./table.ts";

const [train, test] = [features(digits.train, 1), features(digits.test, 1)];
const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
console.log(table(["reader", "test digits read"], [
  ["least squares, ridge 10", percent(linearAccuracy(leastSquares(train, 10), test))],
  ["nearest neighbour", percent(nearestAccuracy(train, test, digits.test.count))]
]));
