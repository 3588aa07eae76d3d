package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Layer;
import dev.tenon.spi.Scope;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SummaryTest {
  /** A layer of images with both sorts of numbers and a name that is longer than Keras's column. */
  public record UnusuallyLongNormalization() implements Layer {
    @Override
    public Tensor apply(Scope scope, Tensor x) {
      Shape channels = Shape.of(1, x.shape().dim(1), 1, 1);
      Tensor mean = scope.state("mean", channels, new Parts.Filled(0));
      return x.sub(mean).mul(scope.parameter("gain", channels, new Parts.Filled(1)));
    }
  }

  private static final Experiment EXPERIMENT =
      Parts.small()
          .withModel(
              new Model(
                  new Input(40, 50, 3),
                  new UnusuallyLongNormalization(),
                  new Parts.Rows(),
                  new Parts.Units(4321),
                  new Parts.Units(3)));

  @Test
  void the_numbers_can_be_asked_for() {
    Summary summary = Summary.of(EXPERIMENT);

    assertThat(summary.rows().get(0))
        .isEqualTo(
            new Summary.Row(
                "unusually_long_normalization",
                "UnusuallyLongNormalization",
                Shape.of(Shape.BATCH, 40, 50, 3),
                3,
                3));
    assertThat(summary.rows())
        .extracting(Summary.Row::parameters)
        .containsExactly(6L, 0L, 6000L * 4321 + 4321, 4321L * 3 + 3);
    assertThat(summary.trainable()).isEqualTo(3 + 25930321 + 12966);
    assertThat(summary.nonTrainable()).isEqualTo(3);
    assertThat(summary.total()).isEqualTo(25943293);
  }

  @Test
  void no_name_is_cut_and_totals_have_separators_in_any_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Summary.of(EXPERIMENT).text())
          .isEqualTo(
              """
              Model: "small"
              ______________________________________________________________________________________________
              Layer (type)                                              Output Shape              Param #  \s
              ==============================================================================================
              unusually_long_normalization (UnusuallyLongNormalization) (None, 40, 50, 3)         6        \s
              ______________________________________________________________________________________________
              rows (Rows)                                               (None, 6000)              0        \s
              ______________________________________________________________________________________________
              units (Units)                                             (None, 4321)              25930321 \s
              ______________________________________________________________________________________________
              units_1 (Units)                                           (None, 3)                 12966    \s
              ==============================================================================================
              Total params: 25,943,293
              Trainable params: 25,943,290
              Non-trainable params: 3
              ______________________________________________________________________________________________
              """);
    } finally {
      Locale.setDefault(before);
    }
  }
}
