package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.plugins.initializers.GlorotUniform;
import dev.tenon.plugins.initializers.HeUniform;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Seeds;
import dev.tenon.spi.Variable;

/** How initializers count what comes in and goes out, read off the bounds of what they draw. */
final class Fan {
  private Fan() {}

  /** Checks the counts for a kernel, whose values must be some hundreds. */
  static void assertCounted(Emitted layer, String kernel, int in, int out) {
    Shape shape =
        layer.scope.variables().stream()
            .filter(variable -> variable.path().equals("layer/" + kernel))
            .map(Variable::tensor)
            .findFirst()
            .orElseThrow()
            .shape();
    assertThat(6 / square(largest(new HeUniform(), shape)))
        .as("in")
        .isCloseTo(in, within(in * 0.06));
    assertThat(6 / square(largest(new GlorotUniform(), shape)))
        .as("in and out")
        .isCloseTo(in + out, within((in + out) * 0.06));
  }

  private static double largest(Initializer initializer, Shape shape) {
    double largest = 0;
    for (float value : initializer.values(shape, Seeds.random(1, "fan"))) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double square(double x) {
    return x * x;
  }
}
