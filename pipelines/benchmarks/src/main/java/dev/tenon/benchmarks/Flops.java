package dev.tenon.benchmarks;

import dev.tenon.graph.Conv;
import dev.tenon.graph.ConvFilterGrad;
import dev.tenon.graph.ConvInputGrad;
import dev.tenon.graph.Graph;
import dev.tenon.graph.MatMul;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import java.util.stream.LongStream;

/** Counts the arithmetic of a graph, as it is usually counted: convolutions and products alone. */
final class Flops {
  private Flops() {}

  /** Returns twice the number of multiplications of one run at a batch size. */
  static long of(Graph graph, long batch) {
    return graph.nodes().stream().mapToLong(node -> of(node, batch)).sum();
  }

  private static long of(Tensor node, long batch) {
    if (node.op() instanceof Conv) {
      return convolution(node, node.inputs().get(1), batch);
    }
    if (node.op() instanceof ConvInputGrad) {
      return convolution(node.inputs().get(1), node.inputs().get(0), batch);
    }
    if (node.op() instanceof ConvFilterGrad) {
      return convolution(node.inputs().get(2), node.inputs().get(1), batch);
    }
    if (node.op() instanceof MatMul) {
      long inner = node.inputs().get(0).shape().bind(batch).last();
      return 2 * node.shape().bind(batch).size() * inner;
    }
    return 0;
  }

  /** Each element of the result takes one filter's multiplications, in both gradients too. */
  private static long convolution(Tensor result, Tensor filters, long batch) {
    Shape filter = filters.shape();
    long each = LongStream.of(filter.dims()).skip(1).reduce(1, Math::multiplyExact);
    return 2 * result.shape().bind(batch).size() * each;
  }
}
