package dev.tenon.plugins.layers;

import dev.tenon.graph.Constant;
import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.Zeros;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Merge;
import dev.tenon.spi.Scope;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Scaled dot-product attention of several heads: each step asks, and takes from where it is told.
 *
 * <p>Of the inputs query, value and key, each head makes {@code Q = query W + b}, {@code K = key W
 * + b} and {@code V = value W + b}, with weights of its own, and gives {@code softmax(Q K' /
 * sqrt(keyDim)) V}. What all heads give is projected once more, to as many features as the query
 * has. With a causal mask, step i takes from steps up to i alone.
 *
 * <p>Inputs are in Keras's order: query, value, key. Without a key the value is the key, too; a
 * single input is all three, which is self-attention.
 *
 * <p>Shapes: query {@code [N, features, steps]}, value {@code [N, ..., others]}, key {@code [N,
 * ..., others]}, of which people write the features last, to {@code [N, features, steps]}; others
 * are a {@link ShapeException}. Variables are matrices: {@code query/kernel [features, numHeads *
 * keyDim]}, {@code key/kernel}, {@code value/kernel [..., numHeads * valueDim]}, {@code
 * attention_output/kernel [numHeads * valueDim, features]}, and a {@code bias} of each. They are
 * Keras's {@code [features, numHeads, keyDim]}, {@code [numHeads, valueDim, features]} and {@code
 * [numHeads, keyDim]} reshaped, with no element moved. Glorot's variance is that of the matrix;
 * Keras counts a head as an element of a kernel, and begins with smaller weights the more features
 * there are. See Vaswani et al., <i>Attention Is All You Need</i>, 2017; Keras's {@code
 * MultiHeadAttention}.
 *
 * <pre>{@code
 * new MultiHeadAttention(4, 16)                        // self-attention, as a layer in a row
 * Node.of(new MultiHeadAttention(4, 16), query, value)
 * }</pre>
 *
 * @param numHeads the number of heads, positive
 * @param keyDim the size of a head's queries and keys, positive
 * @param valueDim the size of a head's values, positive; if empty, as by default, the keys'
 * @param dropout the share of the softmax's weights that is dropped in training, from 0 to below 1;
 *     0 by default
 * @param bias whether the projections have a bias; true by default
 * @param causalMask whether later steps are hidden from earlier ones; false by default
 * @param kernelInitializer the first weights; Glorot uniform by default
 * @param biasInitializer the first biases; zeros by default
 * @param seed what dropout depends on; if empty, as by default, the experiment's seed and the
 *     layer's name
 */
public record MultiHeadAttention(
    int numHeads,
    int keyDim,
    OptionalInt valueDim,
    double dropout,
    boolean bias,
    boolean causalMask,
    Initializer kernelInitializer,
    Initializer biasInitializer,
    OptionalLong seed)
    implements Merge {
  /** A score that no softmax leaves anything of, as in Keras. */
  private static final double HIDDEN = -1e9;

  /** Checks the numbers. */
  public MultiHeadAttention {
    Objects.requireNonNull(valueDim, "valueDim");
    Objects.requireNonNull(kernelInitializer, "kernelInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
    Objects.requireNonNull(seed, "seed");
    if (numHeads < 1 || keyDim < 1 || valueDim.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "numHeads, keyDim and valueDim must be positive, got "
              + numHeads
              + ", "
              + keyDim
              + " and "
              + valueDim.orElse(keyDim));
    }
    Bounds.requireRate("dropout", dropout);
  }

  /**
   * Makes attention with Keras's defaults.
   *
   * @param numHeads the number of heads
   * @param keyDim the size of a head's queries, keys and values
   */
  public MultiHeadAttention(int numHeads, int keyDim) {
    this(
        numHeads,
        keyDim,
        OptionalInt.empty(),
        0,
        true,
        false,
        new GlorotUniform(),
        new Zeros(),
        OptionalLong.empty());
  }

  /**
   * Returns this layer with values of a size of their own.
   *
   * @param valueDim the size
   * @return the layer
   */
  public MultiHeadAttention withValueDim(int valueDim) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        OptionalInt.of(valueDim),
        dropout,
        bias,
        causalMask,
        kernelInitializer,
        biasInitializer,
        seed);
  }

  /**
   * Returns this layer with dropout of its weights.
   *
   * @param dropout the share to drop
   * @return the layer
   */
  public MultiHeadAttention withDropout(double dropout) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        valueDim,
        dropout,
        bias,
        causalMask,
        kernelInitializer,
        biasInitializer,
        seed);
  }

  /**
   * Returns this layer with or without bias.
   *
   * @param bias whether biases are added
   * @return the layer
   */
  public MultiHeadAttention withBias(boolean bias) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        valueDim,
        dropout,
        bias,
        causalMask,
        kernelInitializer,
        biasInitializer,
        seed);
  }

  /**
   * Returns this layer with or without a causal mask.
   *
   * @param causalMask whether later steps are hidden
   * @return the layer
   */
  public MultiHeadAttention withCausalMask(boolean causalMask) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        valueDim,
        dropout,
        bias,
        causalMask,
        kernelInitializer,
        biasInitializer,
        seed);
  }

  /**
   * Returns this layer with other initializers.
   *
   * @param kernelInitializer the first weights
   * @param biasInitializer the first biases
   * @return the layer
   */
  public MultiHeadAttention withInitializers(
      Initializer kernelInitializer, Initializer biasInitializer) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        valueDim,
        dropout,
        bias,
        causalMask,
        kernelInitializer,
        biasInitializer,
        seed);
  }

  /**
   * Returns this layer with dropout of a seed of its own.
   *
   * @param seed what it depends on
   * @return the layer
   */
  public MultiHeadAttention withSeed(long seed) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        valueDim,
        dropout,
        bias,
        causalMask,
        kernelInitializer,
        biasInitializer,
        OptionalLong.of(seed));
  }

  @Override
  public Tensor apply(Scope scope, List<Tensor> inputs) {
    List<Tensor> steps = steps(inputs);
    Tensor query = steps.get(0);
    Tensor value = steps.get(Math.min(1, steps.size() - 1));
    Tensor key = steps.get(steps.size() - 1);
    int ofValue = valueDim.orElse(keyDim);

    // [N, heads, steps, keyDim] and, for the product, [N, heads, keyDim, others].
    Tensor asked =
        heads(scope.child("query"), query, keyDim).mul(1 / Math.sqrt(keyDim)).transpose(0, 2, 1, 3);
    Tensor known = heads(scope.child("key"), key, keyDim).transpose(0, 2, 3, 1);
    Tensor held = heads(scope.child("value"), value, ofValue).transpose(0, 2, 1, 3);
    Tensor scores = asked.matMul(known);
    Tensor weights = (causalMask ? hidden(scores) : scores).softmax(-1);
    Tensor kept = new Dropout(dropout, seed).apply(scope.child("dropout"), weights);
    Tensor taken = kept.matMul(held).transpose(0, 2, 1, 3);

    Shape shape = query.shape();
    Tensor joined = taken.reshape(shape.with(-1, (long) numHeads * ofValue));
    Tensor told =
        projection(Math.toIntExact(shape.last())).apply(scope.child("attention_output"), joined);
    return Axes.channelsFirst(told);
  }

  private Projection projection(int units) {
    return new Projection(units, bias, kernelInitializer, biasInitializer);
  }

  /** Returns {@code [N, steps, heads, size]}. */
  private Tensor heads(Scope scope, Tensor x, int size) {
    Tensor all = projection(Math.multiplyExact(numHeads, size)).apply(scope, x);
    return all.reshape(Shape.of(x.shape().dim(0), x.shape().dim(1), numHeads, size));
  }

  private static Tensor hidden(Tensor scores) {
    int steps = Math.toIntExact(scores.shape().dim(-2));
    int others = Math.toIntExact(scores.shape().last());
    Tensor later = count(others, 1, others).greater(count(steps, steps, 1));
    return later.where(Tensor.constant(HIDDEN), scores);
  }

  private static Tensor count(int size, long... dims) {
    List<Double> numbers = IntStream.range(0, size).asDoubleStream().boxed().toList();
    return Tensor.of(new Constant(TensorType.floats(Shape.of(dims)), numbers));
  }

  private static List<Tensor> steps(List<Tensor> inputs) {
    if (inputs.isEmpty() || inputs.size() > 3) {
      throw new ShapeException(
          "MultiHeadAttention takes query, value and key, in this order, got "
              + inputs.size()
              + " inputs");
    }
    inputs.forEach(x -> Inputs.sequences("MultiHeadAttention", x));
    List<Tensor> steps = inputs.stream().map(Axes::channelsLast).toList();
    long values = steps.get(Math.min(1, steps.size() - 1)).shape().dim(1);
    long keys = steps.get(steps.size() - 1).shape().dim(1);
    if (keys != values) {
      throw new ShapeException(
          "MultiHeadAttention needs as many steps of keys as of values, got "
              + keys
              + " and "
              + values);
    }
    return steps;
  }
}
