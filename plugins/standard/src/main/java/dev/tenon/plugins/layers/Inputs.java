package dev.tenon.plugins.layers;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What layers require of their inputs. */
final class Inputs {
  private Inputs() {}

  /** Returns the shape of images after checking that they are. */
  static Shape images(String layer, Tensor x) {
    require(x, 4, layer + " needs FLOAT images [N, channels, height, width]");
    return x.shape();
  }

  /** Returns the shape of sequences after checking that they are. */
  static Shape sequences(String layer, Tensor x) {
    require(
        x, 3, layer + " needs FLOAT sequences [N, features, steps], which Reshape makes of images");
    return x.shape();
  }

  /** Checks that an input is of rows, or of sequences of rows. */
  static void rowsOrSequences(String layer, Tensor x) {
    String expectation =
        layer
            + " needs FLOAT rows [N, features], which Flatten makes of images, or sequences"
            + " [N, features, steps]";
    require(x, x.shape().rank() == 3 ? 3 : 2, expectation);
  }

  /** Checks that an input has features of known sizes for each example. */
  static void features(String layer, Tensor x) {
    require(x, layer + " needs FLOAT features [N, ...]", x.shape().rank() > 1);
  }

  /** Checks that an input is of floats. */
  static void floats(String layer, Tensor x) {
    if (x.dataType() != DataType.FLOAT) {
      throw new ShapeException(layer + " needs FLOAT values, got " + x.type());
    }
  }

  /** Checks that there are several inputs, alike but where one is 1 along an axis. */
  static void alike(String layer, int least, List<Tensor> inputs) {
    several(layer, least, inputs);
    Tensor first = inputs.get(0);
    for (Tensor other : inputs) {
      if (!fits(first.shape(), other.shape()) || !first.dataType().equals(other.dataType())) {
        throw new ShapeException(
            layer
                + " needs inputs of one shape, got "
                + first.type()
                + " and "
                + other.type()
                + "; bring them to one, as a Conv2D of kernel 1 does with channels and strides");
      }
    }
  }

  /** Checks that there are several inputs. */
  static void several(String layer, int least, List<Tensor> inputs) {
    if (inputs.size() < least) {
      throw new ShapeException(
          layer
              + " needs at least "
              + least
              + " inputs, got "
              + inputs.size()
              + "; name the layers whose outputs it joins");
    }
  }

  private static boolean fits(Shape a, Shape b) {
    return a.rank() == b.rank()
        && IntStream.range(0, a.rank())
            .allMatch(i -> a.dim(i) == b.dim(i) || i > 0 && (a.dim(i) == 1 || b.dim(i) == 1));
  }

  private static void require(Tensor x, int rank, String expectation) {
    require(x, expectation, x.shape().rank() == rank);
  }

  private static void require(Tensor x, String expectation, boolean ranked) {
    boolean fits =
        x.dataType() == DataType.FLOAT
            && ranked
            && LongStream.of(x.shape().dims()).skip(1).allMatch(d -> d > 0);
    if (!fits) {
      throw new ShapeException(expectation + "; got " + x.type());
    }
  }
}
