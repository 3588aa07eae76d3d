package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpSampling2DTest implements PoolingContract {
  private static final UpSampling2D BILINEAR =
      new UpSampling2D().withInterpolation(Interpolation.BILINEAR);

  @Override
  public UpSampling2D extension() {
    return new UpSampling2D(new Size(2, 3));
  }

  @Nested
  class Bilinear implements PoolingContract {
    @Override
    public UpSampling2D extension() {
      return new UpSampling2D(new Size(3, 2)).withInterpolation(Interpolation.BILINEAR);
    }
  }

  /** The example of Keras's documentation, whose channels are those of [2, 2, 1, 3]. */
  @Test
  void pixels_are_repeated_as_in_keras() {
    Value x = Value.floats(Shape.of(2, 3, 2, 1), 0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11);

    assertThat(new UpSampling2D())
        .isEqualTo(new UpSampling2D(new Size(2, 2), Interpolation.NEAREST));
    assertThat(Emitted.evaluation(new UpSampling2D(new Size(1, 2)), x).run())
        .containsExactly(
            0, 0, 3, 3, 1, 1, 4, 4, 2, 2, 5, 5, 6, 6, 9, 9, 7, 7, 10, 10, 8, 8, 11, 11);
  }

  /** The example of PyTorch's Upsample, bilinear with corners that are not aligned. */
  @Test
  void pixels_are_interpolated_between_their_centres() {
    Value x = Value.floats(Shape.of(1, 1, 2, 2), 1, 2, 3, 4);

    assertThat(Emitted.evaluation(BILINEAR, x).run())
        .containsExactly(
            new double[] {
              1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4
            },
            within(1e-12));
  }

  @Test
  void an_odd_factor_keeps_the_pixels_and_a_single_one_is_repeated() {
    UpSampling2D wide = new UpSampling2D(new Size(1, 3), Interpolation.BILINEAR);

    assertThat(Emitted.evaluation(wide, Value.floats(Shape.of(1, 1, 1, 2), 0, 3)).run())
        .containsExactly(new double[] {0, 0, 1, 2, 3, 3}, within(1e-12));
    assertThat(Emitted.evaluation(BILINEAR, Value.floats(Shape.of(1, 1, 1, 1), 7)).run())
        .containsExactly(new double[] {7, 7, 7, 7}, within(1e-12));
  }
}
