package dev.tenon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Summary;
import dev.tenon.experiment.Validation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GraphsTest {
  private final Experiment experiment =
      Tutorial.experiment(Tutorial.data(Path.of("scenes")), Tutorial.model());

  @Test
  void a_tower_used_twice_has_its_parameters_once() {
    Experiment nested = experiment.withModel(Graphs.nested());

    assertThat(Validation.of(nested).list()).isEmpty();
    Summary summary = Summary.of(nested);
    int conv = 16 * 16 * 9 + 16;
    assertThat(summary.total()).isEqualTo(3 * 16 * 9 + 16 + 2 * conv + 16 * 6 + 6);
    assertThat(summary.text(true).lines().filter(line -> line.startsWith("|  "))).hasSize(4);
  }

  @Test
  void an_auxiliary_head_is_a_valid_part_of_an_experiment_and_of_its_json() {
    Experiment auxiliary = Graphs.withAuxiliaryHead(experiment);

    assertThat(Validation.of(auxiliary).list()).isEmpty();
    assertThat(auxiliary.metricNames())
        .containsExactly(
            "scene_loss", "aux_loss", "scene_accuracy", "scene_top_k_categorical_accuracy");
    try (Tenon tenon = Tenon.create(new Options())) {
      assertThat(tenon.codec().read(tenon.codec().write(auxiliary), "x")).isEqualTo(auxiliary);
    }
  }

  @Test
  void numbers_and_a_season_are_a_valid_part_of_an_experiment_and_of_its_json() {
    Experiment more = Graphs.withNumbers(experiment);

    assertThat(Validation.of(more).list()).isEmpty();
    assertThat(more.model().types().keySet()).containsExactly("image", "meta");
    try (Tenon tenon = Tenon.create(new Options())) {
      assertThat(tenon.codec().read(tenon.codec().write(more), "x")).isEqualTo(more);
    }
  }
}
