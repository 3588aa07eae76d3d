package dev.tenon.plugins.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.graph.Shape;
import dev.tenon.reference.Value;
import dev.tenon.testkit.LayerContract;
import dev.tenon.testkit.Refusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NormalizationTest implements LayerContract {
  private static final List<Double> MEANS = List.of(0.5, -1.0, 0.25);
  private static final List<Double> VARIANCES = List.of(4.0, 0.25, 1.0);

  @Override
  public Normalization extension() {
    return new Normalization(MEANS, VARIANCES);
  }

  @Override
  public List<Shape> inputs() {
    return List.of(
        Shape.of(Shape.BATCH, 3), Shape.of(Shape.BATCH, 3, 2), Shape.of(Shape.BATCH, 3, 5, 4));
  }

  @Override
  public List<Refusal> refusals() {
    return List.of(
        Refusal.of(
            "Normalization needs FLOAT features [N, ...]; got FLOAT[N]", Shape.of(Shape.BATCH)),
        Refusal.of(
            "Normalization has 3 means for the 4 channels of FLOAT[N, 4, 3, 3]; give it as many, or"
                + " one",
            Shape.of(Shape.BATCH, 4, 3, 3)));
  }

  @Nested
  class Inverted implements LayerContract {
    @Override
    public Normalization extension() {
      return new Normalization(List.of(0.5), VARIANCES, 1, true);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 2, 3, 4));
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          Refusal.of(
              "Normalization has 3 variances for the 4 channels of FLOAT[N, 2, 4, 4]",
              Shape.of(Shape.BATCH, 2, 4, 4)));
    }
  }

  @Nested
  class AlongTheBatch implements LayerContract {
    @Override
    public Normalization extension() {
      return new Normalization(0.5, 2).withAxis(-2);
    }

    @Override
    public List<Shape> inputs() {
      return List.of(Shape.of(Shape.BATCH, 2, 3));
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          Refusal.of(
              "Normalization takes each example by itself; leave axis -2, the batch, out",
              Shape.of(Shape.BATCH, 3)));
    }
  }

  @Test
  void the_last_axis_is_the_default() {
    assertThat(new Normalization(MEANS, VARIANCES))
        .isEqualTo(new Normalization(MEANS, VARIANCES, -1, false));
    assertThat(new Normalization(2, 3))
        .isEqualTo(new Normalization(List.of(2.0), List.of(3.0), -1, false));
  }

  @Test
  void each_channel_loses_its_mean_and_is_divided_by_its_deviation() {
    Value images = Value.floats(Shape.of(1, 3, 1, 2), 4.5, -1.5, 0, -1, 1.25, 0.25);
    Emitted layer = Emitted.evaluation(extension(), images);

    assertThat(layer.variables()).isEmpty();
    assertThat(layer.run()).containsExactly(new double[] {2, -1, 2, 0, 1, 0}, within(1e-12));
    assertThat(Emitted.training(extension(), images).run()).containsExactly(layer.run());
  }

  @Test
  void one_number_serves_all_channels() {
    Value rows = Value.floats(Shape.of(2, 2), 3, 5, 1, -1);
    assertThat(Emitted.evaluation(new Normalization(1, 4), rows).run())
        .containsExactly(new double[] {1, 2, 0, -1}, within(1e-12));
  }

  @Test
  void another_axis_may_be_that_of_the_channels() {
    Value image = Value.floats(Shape.of(1, 2, 2, 1), 1, 2, 3, 4);
    Normalization rows = new Normalization(List.of(1.0, 2.0), List.of(1.0, 4.0)).withAxis(1);
    assertThat(Emitted.evaluation(rows, image).run())
        .containsExactly(new double[] {0, 0, 2, 1}, within(1e-12));
  }

  @Test
  void what_is_inverted_undoes_it() {
    Value images = Emitted.random(2, 3, 2, 2);
    Value normal = Value.floats(images.shape(), Emitted.evaluation(extension(), images).run());

    assertThat(Emitted.evaluation(extension().withInvert(true), normal).run())
        .containsExactly(images.data(), within(1e-12));
  }

  @Test
  void a_variance_of_zero_divides_by_the_least_deviation() {
    Value row = Value.floats(Shape.of(1, 2), 3, 3.5);
    assertThat(Emitted.evaluation(new Normalization(3, 0), row).run())
        .containsExactly(new double[] {0, 5e6}, within(1e-3));
  }

  @Test
  void impossible_settings_are_refused() {
    assertThatThrownBy(() -> new Normalization(List.of(), VARIANCES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mean must be one finite number or more, got []");
    assertThatThrownBy(() -> new Normalization(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mean must be one finite number or more, got [NaN]");
    assertThatThrownBy(() -> new Normalization(MEANS, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("variance must be one finite number or more, none negative, got []");
    assertThatThrownBy(() -> new Normalization(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("variance must be one finite number or more, none negative, got [-1.0]");
  }
}
