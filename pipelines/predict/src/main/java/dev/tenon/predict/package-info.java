/**
 * ONNX models in any Beam pipeline.
 *
 * <pre>{@code
 * PCollectionTuple predicted = images.apply(Predict.images("gs://bucket/model.onnx"));
 * PCollection<Prediction<Image>> predictions = predicted.get(Predict.predictions());
 * PCollection<Rejection<Image>> rejections = predicted.get(Predict.rejections());
 * }</pre>
 *
 * <p>It needs Beam and ONNX Runtime and nothing else of Tenon: the model may come from anywhere.
 */
package dev.tenon.predict;
