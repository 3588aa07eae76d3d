/**
 * Graphs as standard ONNX, and their execution by ONNX Runtime on a processor or a GPU.
 *
 * <p>Every operator of {@link dev.tenon.graph} has one entry in a table of lowerings: how it is
 * said in operators of ONNX's standard domain, opset 17. A {@link
 * dev.tenon.onnxruntime.OnnxRuntimeBackend} runs the result; {@link
 * dev.tenon.onnxruntime.OnnxExport} writes it to a file; {@link dev.tenon.onnxruntime.OnnxModel}
 * opens such a file to predict.
 */
package dev.tenon.onnxruntime;
