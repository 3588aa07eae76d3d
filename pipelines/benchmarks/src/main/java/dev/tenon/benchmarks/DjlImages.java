package dev.tenon.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.tenon.experiment.Input;
import java.nio.ByteBuffer;

/**
 * Turns bytes into what a model takes.
 *
 * @param input the model's input
 */
record DjlImages(Input input) {
  NDArray of(NDManager manager, Samples batch) {
    Shape shape = new Shape(batch.labels().length, input.channels(), input.height(), input.width());
    NDArray bytes = manager.create(ByteBuffer.wrap(batch.planes()), shape, DataType.UINT8);
    return bytes.toType(DataType.FLOAT32, false).mul((float) input.scale());
  }
}
