package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.training.RateCurve;
import dev.tenon.training.RateCurve.End;
import dev.tenon.training.RateCurve.Point;
import dev.tenon.training.RateSweep;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateChartTest {
  private static final RateSweep SWEEP = new RateSweep(1e-6, 1, 61, 0);
  private static final Color VALLEY = new Color(0, 140, 60);

  private static RateCurve curve(int steps, DoubleUnaryOperator loss) {
    return new RateCurve(
        SWEEP,
        IntStream.range(0, steps)
            .mapToObj(i -> new Point(SWEEP.rate(i), loss.applyAsDouble(i), loss.applyAsDouble(i)))
            .toList(),
        End.COMPLETE);
  }

  private static int count(BufferedImage picture, Color color) {
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return (int) IntStream.of(pixels).filter(pixel -> pixel == color.getRGB()).count();
  }

  @Test
  void both_suggestions_are_marked_where_there_are_any() {
    BufferedImage falling = RateChart.draw(curve(61, i -> 2 - 1 / (1 + Math.exp(30 - i))));
    BufferedImage flat = RateChart.draw(curve(61, i -> 2));

    assertThat(count(falling, VALLEY)).isGreaterThan(20);
    assertThat(count(falling, Color.RED)).isGreaterThan(20);
    assertThat(count(flat, VALLEY)).isZero();
    assertThat(count(flat, Color.RED)).isZero();
    assertThat(count(flat, Color.BLUE)).isGreaterThan(100);
  }

  @Test
  void a_divergence_does_not_flatten_the_rest() {
    RateCurve calm = curve(40, i -> 2 - i / 30.0);
    RateCurve wild = curve(41, i -> i < 40 ? 2 - i / 30.0 : 1e9);

    assertThat(count(RateChart.draw(wild), Color.BLUE))
        .isEqualTo(count(RateChart.draw(calm), Color.BLUE));
  }

  @Test
  void losses_below_zero_and_a_single_step_can_be_drawn() {
    assertThat(count(RateChart.draw(curve(61, i -> -3 - i / 10.0)), Color.BLUE)).isPositive();
    assertThat(RateChart.draw(curve(1, i -> 2)).getWidth()).isPositive();
  }
}
