package dev.tenon.graph.cases;

import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Draws the operands of one case from a seed, and keeps them as the inputs of a graph. */
public final class Draw {
  private final SplittableRandom random;
  private final long batch;
  private final List<Tensor> inputs;
  private final Map<String, NDArray> values;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
    this.batch = between(1, 4);
    this.inputs = new ArrayList<>();
    this.values = new LinkedHashMap<>();
  }

  private Draw(Draw other) {
    this.random = new SplittableRandom(other.inputs.size());
    this.batch = other.batch;
    this.inputs = new ArrayList<>(other.inputs);
    this.values = new LinkedHashMap<>(other.values);
  }

  /** Returns a draw to which inputs can be added while this one stays as it is. */
  Draw copy() {
    return new Draw(this);
  }

  /** Returns the batch size of all values. */
  public long batch() {
    return batch;
  }

  List<Tensor> inputs() {
    return inputs;
  }

  Map<String, NDArray> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Returns a whole number, both ends included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[between(0, choices.length - 1)];
  }

  /** Returns a small shape; every other one has a dimension that is a multiple of the batch. */
  Shape shape(int leastRank, int mostRank) {
    int rank = between(leastRank, mostRank);
    int most = rank <= 2 ? 7 : rank == 3 ? 5 : 3;
    long[] dims = LongStream.generate(() -> between(1, most)).limit(rank).toArray();
    if (rank > 0 && coin()) {
      dims[coin() ? 0 : between(0, rank - 1)] = Shape.BATCH * oneOf(1, 1, 2);
    }
    return Shape.of(dims);
  }

  /** Returns a shape that broadcasts to another: some sizes are 1, some in front are left out. */
  Shape narrowed(Shape wide) {
    int left = coin() ? 0 : between(0, wide.rank());
    return Shape.of(
        IntStream.range(left, wide.rank())
            .mapToLong(i -> between(1, 3) == 1 ? 1 : wide.dim(i))
            .toArray());
  }

  /** Returns an axis that does not depend on the batch. */
  int staticAxis(Shape shape) {
    int[] axes = IntStream.range(0, shape.rank()).filter(i -> shape.dim(i) > 0).toArray();
    return axes[between(0, axes.length - 1)];
  }

  /** Returns the axes 0 to rank - 1 in another order. */
  int[] permutation(int rank) {
    int[] axes = IntStream.range(0, rank).toArray();
    for (int i = rank - 1; i > 0; i--) {
      int j = between(0, i);
      int kept = axes[i];
      axes[i] = axes[j];
      axes[j] = kept;
    }
    return axes;
  }

  /** Returns an input with elements spread evenly from low to high. */
  Tensor floats(Shape shape, double low, double high) {
    return floats(shape, () -> random.nextDouble(low, high));
  }

  /** Returns an input whose elements have magnitudes from low to high and either sign. */
  Tensor signed(Shape shape, double low, double high) {
    return floats(shape, () -> random.nextDouble(low, high) * (coin() ? 1 : -1));
  }

  /** Returns an input with whole numbers as elements, many of them equal. */
  Tensor whole(Shape shape, int low, int high) {
    return floats(shape, () -> between(low, high));
  }

  /** Returns an input with elements {@code first + k / 4}, so that other remainders never tie. */
  Tensor quarters(Shape shape, double first) {
    return floats(shape, () -> first + between(-10, 10) / 4.0);
  }

  /** Returns an input of which no two elements are nearer than 1 / 8. */
  Tensor distinct(Shape shape) {
    int size = Math.toIntExact(shape.bind(batch).size());
    int[] order = permutation(size);
    int[] next = {0};
    return floats(shape, () -> (order[next[0]++] - size / 2) / 8.0);
  }

  private Tensor floats(Shape shape, DoubleSupplier element) {
    Tensor input = input(DataType.FLOAT, shape);
    FloatBuffer to = valueOf(input).floats();
    while (to.hasRemaining()) {
      to.put((float) element.getAsDouble());
    }
    return input;
  }

  /** Returns an INT64 input with elements from low to high. */
  Tensor longs(Shape shape, int low, int high) {
    Tensor input = input(DataType.INT64, shape);
    LongBuffer to = valueOf(input).longs();
    while (to.hasRemaining()) {
      to.put(between(low, high));
    }
    return input;
  }

  private Tensor bytes(DataType type, Shape shape, int high) {
    Tensor input = input(type, shape);
    ByteBuffer to = valueOf(input).bytes();
    while (to.hasRemaining()) {
      to.put((byte) between(0, high));
    }
    return input;
  }

  /** Returns an input with elements that any other type can hold, fractions apart. */
  Tensor any(DataType type, Shape shape) {
    return switch (type) {
      case FLOAT -> floats(shape, () -> coin() ? between(0, 3) : random.nextDouble(0, 255));
      case INT64 -> longs(shape, 0, 255);
      case UINT8 -> bytes(type, shape, 255);
      case BOOL -> bytes(type, shape, 1);
    };
  }

  private Tensor input(DataType type, Shape shape) {
    String name = "x" + inputs.size();
    Tensor input = Tensor.input(name, type, shape);
    inputs.add(input);
    values.put(name, NDArray.zeros(new TensorType(type, shape.bind(batch))));
    return input;
  }

  private NDArray valueOf(Tensor input) {
    return values.get("x" + inputs.indexOf(input));
  }
}
