package dev.tenon.plugins.layers;

import dev.tenon.graph.Constant;
import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.plugins.initializers.RandomUniform;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * Looks up a trained vector for each index, such as that of a word.
 *
 * <p>{@code y[n, t] = embeddings[x[n, t]]}. Floats are taken for indices, too, and their fractions
 * cut off, since samples of images are what a model is given: an input scaled by 1, {@code new
 * Input(1, 80, 1).withScaling(1, 0)}, has indices from 0 to 255, and {@link Flatten} makes {@code
 * [N, 80]} of it. No gradient reaches the indices.
 *
 * <p>An index below 0, or of {@code inputDim} or more, has no vector: its step is NaN, whatever
 * computes it, so that training ends at once with a message, and does not learn from a wrong one.
 *
 * <p>Shapes: FLOAT, INT64 or UINT8 {@code [N]} to FLOAT {@code [N, outputDim]}, or {@code [N,
 * steps]} to a sequence {@code [N, outputDim, steps]}, which people write {@code (N, steps,
 * outputDim)}; variable {@code embeddings [inputDim, outputDim]}, as in Keras. Any other input is a
 * {@link ShapeException}. There are no masks. See Bengio et al., <i>A Neural Probabilistic Language
 * Model</i>, 2003; Keras's {@code Embedding}. Example: {@code new Embedding(256, 32)}.
 *
 * @param inputDim how many indices there are, positive
 * @param outputDim the size of a vector, positive
 * @param embeddingsInitializer the first vectors; uniform from -0.05 to 0.05 by default
 */
public record Embedding(int inputDim, int outputDim, Initializer embeddingsInitializer)
    implements Layer {
  /** Checks the sizes. */
  public Embedding {
    Objects.requireNonNull(embeddingsInitializer, "embeddingsInitializer");
    if (inputDim < 1 || outputDim < 1) {
      throw new IllegalArgumentException(
          "inputDim and outputDim must be positive, got " + inputDim + " and " + outputDim);
    }
  }

  /**
   * Makes a layer whose vectors begin as in Keras.
   *
   * @param inputDim how many indices there are
   * @param outputDim the size of a vector
   */
  public Embedding(int inputDim, int outputDim) {
    this(inputDim, outputDim, new RandomUniform());
  }

  /**
   * Returns this layer with another initializer of its vectors.
   *
   * @param embeddingsInitializer the first vectors
   * @return the layer
   */
  public Embedding withEmbeddingsInitializer(Initializer embeddingsInitializer) {
    return new Embedding(inputDim, outputDim, embeddingsInitializer);
  }

  @Override
  public Tensor apply(Scope scope, Tensor x) {
    requireIndices(x);
    Tensor given = x.dataType() == DataType.UINT8 ? x.cast(DataType.INT64) : x;
    Tensor zero = scalar(given.dataType(), 0);
    Tensor below = given.less(zero);
    Tensor known = given.less(scalar(given.dataType(), inputDim));
    Tensor index = below.where(zero, known.where(given, zero)).cast(DataType.INT64);
    Tensor nan = Tensor.constant(Double.NaN);
    Tensor flaw = below.where(nan, known.where(Tensor.constant(0), nan));
    Tensor embeddings =
        scope.parameter("embeddings", Shape.of(inputDim, outputDim), embeddingsInitializer);
    Tensor y = embeddings.gather(0, index);
    Tensor steps = y.add(flaw.reshape(y.shape().with(-1, 1)));
    return Axes.channelsFirst(steps);
  }

  private static Tensor scalar(DataType type, double value) {
    return Tensor.of(new Constant(new TensorType(type, Shape.SCALAR), List.of(value)));
  }

  private static void requireIndices(Tensor x) {
    Shape shape = x.shape();
    boolean fits =
        x.dataType() != DataType.BOOL
            && (shape.rank() == 1 || shape.rank() == 2)
            && LongStream.of(shape.dims()).skip(1).allMatch(d -> d > 0);
    if (!fits) {
      throw new ShapeException(
          "Embedding needs indices [N, steps], which Flatten makes of images; got " + x.type());
    }
  }
}
