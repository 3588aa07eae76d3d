package dev.tenon.benchmarks;

import dev.tenon.graph.Backend;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Graph;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Session;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The product of two square matrices on the same backend: what a step could reach at most, if all
 * its time went into arithmetic.
 */
final class Gemm implements AutoCloseable {
  private static final int SIDE = 2048;
  private static final int WARM_UP = 3;

  private final Session session;

  Gemm(Backend backend) {
    Tensor a = Tensor.input("a", DataType.FLOAT, Shape.of(SIDE, SIDE));
    Tensor b = Tensor.input("b", DataType.FLOAT, Shape.of(SIDE, SIDE));
    Map<String, Tensor> outputs = Map.of("product", a.matMul(b));
    session = backend.open(new Graph(List.of(a, b), outputs, Map.of("a", "a", "b", "b")));
    session.write("a", random(1));
    session.write("b", random(2));
    Times.of(WARM_UP, () -> session.run(Map.of()));
  }

  private static NDArray random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NDArray matrix = NDArray.zeros(TensorType.floats(Shape.of(SIDE, SIDE)));
    FloatBuffer floats = matrix.floats();
    while (floats.hasRemaining()) {
      floats.put((float) random.nextDouble(-1, 1));
    }
    return matrix;
  }

  /** Returns the best of some runs, in 1e9 operations a second. */
  double gigaflops(int runs) {
    return 2.0 * SIDE * SIDE * SIDE / Times.of(runs, () -> session.run(Map.of())).best() / 1e6;
  }

  @Override
  public void close() {
    session.close();
  }
}
