/** @file One node of an ONNX graph, asked for its attributes and constants. */
import type {Tensor} from "../../tensor/tensor.ts";
import type {OnnxNode} from "./model.ts";

export interface Operator {
  /** As it is told to a person: `Conv (node "conv1")`. */
  readonly name: string;
  /** Nothing stands behind it. */
  readonly last: boolean;
  int(attribute: string, otherwise: number): number;
  float(attribute: string, otherwise: number): number;
  ints(attribute: string, otherwise: readonly number[]): readonly number[];
  text(attribute: string, otherwise: string): string;
  /** Input `k`, where it is a constant. */
  constant(k: number): Tensor | undefined;
  /** Input `k`, which must be a constant. */
  needed(k: number): Tensor;
  /** @throws RangeError, always: the operator by its name, what it does, and the way out. */
  refuse(why: string): never;
}

export const nameOf = ({opType, name, output}: OnnxNode): string => `${opType} (node ${JSON.stringify(name || output[0] || "")})`;

export function operator(node: OnnxNode, constants: (name: string) => Tensor | undefined, last: boolean): Operator {
  const name = nameOf(node), of = (attribute: string) => node.attribute.find((each) => each.name === attribute);
  const refuse = (why: string): never => { throw new RangeError(`importOnnx: ${name} ${why}`); };
  const constant = (k: number): Tensor | undefined => (node.input[k] ? constants(node.input[k]) : undefined);
  return {
    name, last, refuse, constant,
    int: (attribute, otherwise) => of(attribute)?.i ?? otherwise,
    float: (attribute, otherwise) => of(attribute)?.f ?? otherwise,
    ints: (attribute, otherwise) => of(attribute)?.ints ?? otherwise,
    text: (attribute, otherwise) => { const found = of(attribute); return found ? new TextDecoder().decode(found.s) : otherwise; },
    needed: (k) => constant(k) ?? refuse(`computes its input ${k}${node.input[k] ? ` (${JSON.stringify(node.input[k])})` : ""}; it must be a constant of the model`)
  };
}
