package dev.tenon.experiment;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import dev.tenon.spi.Feature;
import java.util.Objects;

/** What a model takes of an example besides its image: one of its features, by name. */
public sealed interface NamedInput {
  /** Returns the feature's name, which is also the input's in graphs. */
  String name();

  /** Returns the type of a batch of it. */
  TensorType type();

  /** Returns for people what it takes, such as {@code image of 28x28x1} or {@code row of 12}. */
  String describe();

  /**
   * Emits the conversion to what layers take.
   *
   * @param given of {@link #type()}
   * @return FLOAT
   */
  Tensor convert(Tensor given);

  /**
   * Tells whether a feature is what it takes.
   *
   * @param feature a feature of an example
   * @return whether it has the right kind and size
   */
  default boolean takes(Feature feature) {
    return feature.describe().equals(describe());
  }

  /**
   * Another image, UINT8 {@code [N, height, width, channels]}.
   *
   * @param name the feature's name
   * @param input its size, and what becomes of its samples
   */
  record Picture(String name, Input input) implements NamedInput {
    /** Requires both. */
    public Picture {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(input, "input");
    }

    @Override
    public TensorType type() {
      return new TensorType(DataType.UINT8, input.shape());
    }

    @Override
    public String describe() {
      return "image of " + input.height() + "x" + input.width() + "x" + input.channels();
    }

    @Override
    public Tensor convert(Tensor given) {
      return input.convert(given);
    }
  }

  /**
   * A row of numbers as they are, FLOAT {@code [N, size]}.
   *
   * @param name the feature's name
   * @param size how many numbers
   */
  record Row(String name, int size) implements NamedInput {
    /** Requires a name and checks the size. */
    public Row {
      Objects.requireNonNull(name, "name");
      if (size < 1) {
        throw new IllegalArgumentException(
            "the row " + name + " needs a size of 1 or more, got " + size);
      }
    }

    @Override
    public TensorType type() {
      return TensorType.floats(Shape.of(Shape.BATCH, size));
    }

    @Override
    public String describe() {
      return "row of " + size;
    }

    @Override
    public Tensor convert(Tensor given) {
      return given;
    }
  }
}
