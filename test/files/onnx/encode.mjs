/** @file A process of its own that encodes a model from JSON with the encoder generated from ONNX's schema: it needs Node's plain conditions. */
import {readFileSync, writeFileSync} from "node:fs";
import onnxProto from "onnx-proto";

const {ModelProto} = onnxProto.onnx, object = JSON.parse(readFileSync(0, "utf8")), wrong = ModelProto.verify(ModelProto.fromObject(object));
if (wrong) throw new Error(wrong);
writeFileSync(1, ModelProto.encode(ModelProto.fromObject(object)).finish());
