package dev.tenon.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.DataType;
import dev.tenon.graph.NDArray;

/** Compares results with those of the reference. */
final class Closeness {
  /** The largest difference that passes, relative to the largest element. */
  static final double TOLERANCE = 1e-4;

  private Closeness() {}

  static void assertClose(String name, NDArray actual, NDArray expected) {
    assertThat(actual.type()).as(name).isEqualTo(expected.type());
    if (expected.type().dataType() != DataType.FLOAT) {
      assertThat(actual.bytes()).as(name).isEqualTo(expected.bytes());
      return;
    }
    float[] a = actual.toFloats();
    float[] e = expected.toFloats();
    double largest = 1e-6;
    double difference = 0;
    for (int i = 0; i < e.length; i++) {
      largest = Math.max(largest, Math.abs(e[i]));
      difference = Math.max(difference, Math.abs((double) a[i] - e[i]));
    }
    assertThat(difference / largest).as("relative error of " + name).isLessThan(TOLERANCE);
  }
}
