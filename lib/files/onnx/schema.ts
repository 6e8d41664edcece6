/** @file The part of ONNX's protocol buffers that is read here: names and field numbers of onnx.proto. */

type Fields = Readonly<Record<string, readonly [type: string, id: number, rule?: "repeated"]>>;

const message = (fields: Fields): {fields: Record<string, {type: string; id: number; rule?: "repeated"}>} =>
  ({fields: Object.fromEntries(Object.entries(fields).map(([name, [type, id, rule]]) => [name, {type, id, ...(rule ? {rule} : {})}]))});

/**
 * What protobufjs reads. Fields that are left out (training, quantisation, doc strings) are skipped in a file, as protocol buffers do.
 *
 * @see The ONNX project, onnx/onnx.proto (IR version 3 and later).
 */
export const schema = {
  nested: {
    ModelProto: message({irVersion: ["int64", 1], producerName: ["string", 2], graph: ["GraphProto", 7], opsetImport: ["OperatorSetIdProto", 8, "repeated"]}),
    OperatorSetIdProto: message({domain: ["string", 1], version: ["int64", 2]}),
    GraphProto: message({
      node: ["NodeProto", 1, "repeated"], name: ["string", 2], initializer: ["TensorProto", 5, "repeated"],
      input: ["ValueInfoProto", 11, "repeated"], output: ["ValueInfoProto", 12, "repeated"], sparseInitializer: ["bytes", 15, "repeated"]
    }),
    NodeProto: message({
      input: ["string", 1, "repeated"], output: ["string", 2, "repeated"], name: ["string", 3], opType: ["string", 4],
      attribute: ["AttributeProto", 5, "repeated"], domain: ["string", 7]
    }),
    AttributeProto: message({
      name: ["string", 1], f: ["float", 2], i: ["int64", 3], s: ["bytes", 4], t: ["TensorProto", 5],
      floats: ["float", 7, "repeated"], ints: ["int64", 8, "repeated"]
    }),
    TensorProto: message({
      dims: ["int64", 1, "repeated"], dataType: ["int32", 2], floatData: ["float", 4, "repeated"], int32Data: ["int32", 5, "repeated"],
      int64Data: ["int64", 7, "repeated"], name: ["string", 8], rawData: ["bytes", 9], doubleData: ["double", 10, "repeated"], dataLocation: ["int32", 14]
    }),
    ValueInfoProto: message({name: ["string", 1], type: ["TypeProto", 2]}),
    TypeProto: message({tensorType: ["TensorType", 1]}),
    TensorType: message({elemType: ["int32", 1], shape: ["TensorShapeProto", 2]}),
    TensorShapeProto: message({dim: ["Dimension", 1, "repeated"]}),
    Dimension: message({dimValue: ["int64", 1], dimParam: ["string", 2]})
  }
};
