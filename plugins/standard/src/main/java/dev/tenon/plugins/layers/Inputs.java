package dev.tenon.plugins.layers;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import java.util.stream.LongStream;

/** What layers require of their inputs. */
final class Inputs {
  private Inputs() {}

  /** Returns the shape of images after checking that they are. */
  static Shape images(String layer, Tensor x) {
    require(x, 4, layer + " needs FLOAT images [N, channels, height, width]");
    return x.shape();
  }

  /** Returns the shape of rows after checking that they are. */
  static Shape rows(String layer, Tensor x) {
    require(x, 2, layer + " needs FLOAT rows [N, features], which Flatten makes of images");
    return x.shape();
  }

  private static void require(Tensor x, int rank, String expectation) {
    boolean fits =
        x.dataType() == DataType.FLOAT
            && x.shape().rank() == rank
            && LongStream.of(x.shape().dims()).skip(1).allMatch(d -> d > 0);
    if (!fits) {
      throw new ShapeException(expectation + "; got " + x.type());
    }
  }
}
