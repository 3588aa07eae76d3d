package dev.tenon.onnxruntime;

import dev.tenon.graph.Graph;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;

/**
 * How much memory a graph's values take, which decides how ONNX Runtime is to manage it.
 *
 * <p>ONNX Runtime can plan memory: it notes in a first run which values live at the same time, and
 * from the second run on puts all of them into one block, beside what the first run has taken and
 * never gives back. That spares small graphs a few percent of a run, and nearly doubles the memory
 * of large ones, whose second run takes as long as several others while new pages are touched.
 */
enum Footprint {
  /** Planning memory pays. */
  SMALL,
  /** Planning memory costs more than it spares. */
  LARGE;

  /** The measurements that this lies between: 20 MB gained, 100 MB did not. */
  private static final long LARGE_BYTES = 64L << 20;

  /** Judges a graph at a batch size by all its values together, whenever they live. */
  static Footprint of(Graph graph, long batch) {
    long bytes = 0;
    for (Tensor tensor : graph.nodes()) {
      TensorType type = tensor.type();
      bytes += type.shape().bind(batch).size() * type.dataType().bytes();
    }
    return bytes < LARGE_BYTES ? SMALL : LARGE;
  }
}
