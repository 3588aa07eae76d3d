package dev.tenon.plugins.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Initializer;
import dev.tenon.spi.Seeds;
import dev.tenon.testkit.InitializerContract;
import dev.tenon.testkit.Moments;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VarianceScalingTest implements InitializerContract {
  @Override
  public VarianceScaling extension() {
    return new VarianceScaling();
  }

  @Override
  public Moments moments(Shape shape) {
    return new Moments(0, 1 / Fans.of(shape).in());
  }

  @Nested
  class ByOutputs implements InitializerContract {
    @Override
    public VarianceScaling extension() {
      return new VarianceScaling(3, FanMode.FAN_OUT, Distribution.UNTRUNCATED_NORMAL);
    }

    @Override
    public Moments moments(Shape shape) {
      return new Moments(0, 3 / Fans.of(shape).out());
    }
  }

  @Test
  void defaults_are_those_of_keras() {
    assertThat(new VarianceScaling())
        .isEqualTo(new VarianceScaling(1, FanMode.FAN_IN, Distribution.TRUNCATED_NORMAL));
  }

  static Stream<Arguments> kin() {
    Distribution normal = Distribution.TRUNCATED_NORMAL;
    Distribution uniform = Distribution.UNIFORM;
    return Stream.of(
        Arguments.of(new GlorotNormal(), new VarianceScaling(1, FanMode.FAN_AVG, normal)),
        Arguments.of(new GlorotUniform(), new VarianceScaling(1, FanMode.FAN_AVG, uniform)),
        Arguments.of(new HeNormal(), new VarianceScaling(2, FanMode.FAN_IN, normal)),
        Arguments.of(new HeUniform(), new VarianceScaling(2, FanMode.FAN_IN, uniform)),
        Arguments.of(new LecunNormal(), new VarianceScaling(1, FanMode.FAN_IN, normal)),
        Arguments.of(new LecunUniform(), new VarianceScaling(1, FanMode.FAN_IN, uniform)));
  }

  @ParameterizedTest
  @MethodSource("kin")
  void others_are_special_cases(Initializer special, VarianceScaling general) {
    Shape shape = Shape.of(4, 3, 2, 2);
    assertThat(general.values(shape, Seeds.random(1)))
        .containsExactly(special.values(shape, Seeds.random(1)));
  }

  @Test
  void impossible_scales_are_refused() {
    for (double scale : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> new VarianceScaling(scale, FanMode.FAN_IN, Distribution.UNIFORM))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("scale must be positive and finite, got " + scale);
    }
  }
}
