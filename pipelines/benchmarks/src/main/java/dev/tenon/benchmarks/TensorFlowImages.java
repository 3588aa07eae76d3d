package dev.tenon.benchmarks;

import dev.tenon.experiment.Input;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Turns bytes into what a model takes, within its graph. */
final class TensorFlowImages {
  private final Shape shape;
  private final Placeholder<TUint8> bytes;
  private final Operand<TFloat32> scaled;

  TensorFlowImages(Ops tf, Workload workload) {
    Input input = workload.experiment().model().input();
    int batch = workload.experiment().batch();
    shape = Shape.of(batch, input.height(), input.width(), input.channels());
    bytes = tf.placeholder(TUint8.class, Placeholder.shape(shape));
    Operand<TFloat32> scale = tf.constant((float) input.scale());
    scaled = tf.math.mul(tf.dtypes.cast(bytes, TFloat32.class), scale);
  }

  /** Returns what is fed. */
  Placeholder<TUint8> bytes() {
    return bytes;
  }

  /** Returns what the first layer takes. */
  Operand<TFloat32> scaled() {
    return scaled;
  }

  TUint8 tensor(Samples batch) {
    return TUint8.tensorOf(shape, DataBuffers.of(batch.rows()));
  }
}
