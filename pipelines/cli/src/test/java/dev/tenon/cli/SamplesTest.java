package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.assembly.Contribution;
import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.examples.SceneCnn;
import dev.tenon.experiment.Codec;
import dev.tenon.experiment.Experiment;
import dev.tenon.spi.Kind;
import dev.tenon.spi.UserError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference shows of JSON is put into an experiment. */
class SamplesTest {
  private static final Tenon TENON = Tenon.create(new Options());
  private static final Experiment SCENES = new SceneCnn().experiment();

  private static final Map<Kind, String> PLACES =
      Map.of(
          Kind.LAYER, "model.layers[1]",
          Kind.ACTIVATION, "model.layers[0].activation",
          Kind.INITIALIZER, "model.layers[0].kernelInitializer",
          Kind.LOSS, "loss",
          Kind.OPTIMIZER, "optimizer",
          Kind.SCHEDULE, "schedule",
          Kind.METRIC, "metrics[0]",
          Kind.AUGMENTATION, "augmentations[0]",
          Kind.SOURCE, "data.training",
          Kind.LISTENER, "listeners[0]");

  /** Why made-up values do not do. */
  private static final Map<String, String> REJECTED =
      Map.of(
          "bidirectional", "layer must be a SimpleRNN, LSTM or GRU",
          "permute", "dims needs each axis from 1 on once",
          "function_schedule", "no class className on the class path",
          "piecewise_constant_decay", "values must be one more than boundaries",
          "function_listener", "no class className on the class path",
          "time_limit", "limit must be a time such as PT1H30M");

  @AfterAll
  static void close() {
    TENON.close();
  }

  private static List<Contribution> extensions() {
    return TENON.registry().contributions().stream()
        .filter(extension -> !REJECTED.containsKey(extension.id()))
        .toList();
  }

  private static String written(Contribution extension) {
    String sample = TENON.registry().sample(extension);
    String place = PLACES.get(extension.kind());
    Codec codec = TENON.codec();
    return codec.write(codec.withOverrides(SCENES, Map.of(place, sample)));
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void a_sample_is_json_that_an_experiment_takes(Contribution extension) {
    assertThat(written(extension)).contains("\"" + extension.id() + "\"");
  }

  @Test
  void a_sample_whose_values_are_rejected_has_the_right_form() {
    REJECTED.forEach(
        (id, reason) -> {
          Contribution rejected =
              TENON.registry().contributions().stream()
                  .filter(extension -> extension.id().equals(id))
                  .findFirst()
                  .orElseThrow();
          assertThatThrownBy(() -> written(rejected))
              .isInstanceOf(UserError.class)
              .hasMessageContaining(reason);
        });
  }
}
