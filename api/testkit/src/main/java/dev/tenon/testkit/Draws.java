package dev.tenon.testkit;

import dev.tenon.graph.TensorType;
import dev.tenon.reference.Value;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws values of inputs. */
final class Draws {
  private static final int SMALL_INTEGERS = 4;
  private static final int BYTES = 256;

  private Draws() {}

  /**
   * Floats are spread evenly from -1 to 1 in random order: no two are alike and none is 0, so that
   * windows have one maximum and no element lies at a kink. Integers are small, bytes any.
   */
  static Value spread(TensorType type, RandomGenerator random) {
    int size = Math.toIntExact(type.shape().size());
    double[] data = new double[size];
    for (int i = 0; i < size; i++) {
      data[i] =
          switch (type.dataType()) {
            case FLOAT -> (2 * i + 1.0) / size - 1 + offset(size);
            case INT64 -> random.nextInt(SMALL_INTEGERS);
            case UINT8 -> random.nextInt(BYTES);
            case BOOL -> random.nextInt(2);
          };
    }
    shuffle(data, random);
    return new Value(type, data);
  }

  /** An odd number of values would have 0 in its middle. */
  private static double offset(int size) {
    return size % 2 == 0 ? 0 : 0.5 / size;
  }

  private static void shuffle(double[] data, RandomGenerator random) {
    for (int i = data.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double kept = data[i];
      data[i] = data[other];
      data[other] = kept;
    }
  }

  /** Floats drawn evenly from an interval. */
  static Value uniform(TensorType type, double least, double most, RandomGenerator random) {
    double[] data = new double[Math.toIntExact(type.shape().size())];
    for (int i = 0; i < data.length; i++) {
      data[i] = least + (most - least) * random.nextDouble();
    }
    return new Value(type, data);
  }

  /** Returns a batch whose first row is that of another. */
  static Value withFirstRow(Value first, Value others, int batch) {
    double[] data = others.data().clone();
    System.arraycopy(first.data(), 0, data, 0, data.length / batch);
    return new Value(first.type(), data);
  }

  /** Returns what lies between two values. */
  static Value between(Value from, Value to, double share) {
    double[] data = new double[from.size()];
    Arrays.setAll(data, i -> (1 - share) * from.data()[i] + share * to.data()[i]);
    return new Value(from.type(), data);
  }
}
