package dev.tenon.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Summary;
import dev.tenon.experiment.Validation;
import dev.tenon.spi.History;
import dev.tenon.spi.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TutorialTest {
  private final Experiment experiment =
      Tutorial.experiment(Tutorial.data(Path.of("scenes")), Tutorial.model());

  private static String resource(String name) throws IOException {
    try (InputStream in = TutorialTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Progress after(int epochs, List<Double> losses) {
    List<History.Epoch> results =
        IntStream.range(0, losses.size())
            .mapToObj(i -> new History.Epoch(i + 1, Map.of("val_loss", losses.get(i))))
            .toList();
    return new Progress(1e-3, epochs * 100L, 100, epochs, 20, new History(results));
  }

  private static double rate(Experiment scheduled, int epochs, Double... losses) {
    return scheduled.schedule().orElseThrow().rate(after(epochs, List.of(losses)));
  }

  @Test
  void all_steps_together_are_a_valid_experiment_on_the_shipped_network() {
    Experiment whole =
        Tutorial.listenedTo(Tutorial.reducedOnPlateaus(Tutorial.augmented(experiment)));

    assertThat(Validation.of(whole).list()).isEmpty();
    assertThat(whole.model()).isEqualTo(new SceneCnn().experiment().model());
  }

  @Test
  void the_summary_is_the_one_in_the_tutorial() throws IOException {
    assertThat(Summary.of(experiment).text()).isEqualTo(resource("tutorial-summary.txt"));
  }

  @Test
  void the_json_in_the_tutorial_is_the_experiment_of_its_steps() throws IOException {
    Experiment whole =
        Tutorial.listenedTo(Tutorial.reducedOnPlateaus(Tutorial.augmented(experiment)));
    try (Tenon tenon = Tenon.create(new Options())) {
      assertThat(tenon.codec().read(resource("tutorial.json"), "tutorial.json")).isEqualTo(whole);
    }
  }

  @Test
  void every_schedule_goes_through_json() {
    try (Tenon tenon = Tenon.create(new Options())) {
      assertThat(
              List.of(
                  Tutorial.decayingExponentially(experiment),
                  Tutorial.decayingLinearly(experiment),
                  Tutorial.reducedOnPlateaus(experiment),
                  Tutorial.scheduledByFunction(experiment)))
          .allSatisfy(
              scheduled ->
                  assertThat(tenon.codec().read(tenon.codec().write(scheduled), "test"))
                      .isEqualTo(scheduled));
    }
  }

  @Test
  void exponential_decay_takes_a_tenth_off_in_each_epoch() {
    Experiment scheduled = Tutorial.decayingExponentially(experiment);

    assertThat(rate(scheduled, 0)).isEqualTo(1e-3);
    assertThat(rate(scheduled, 2)).isCloseTo(0.81e-3, within(1e-12));
  }

  @Test
  void linear_decay_ends_at_its_last_rate() {
    Experiment scheduled = Tutorial.decayingLinearly(experiment);

    assertThat(rate(scheduled, 10)).isCloseTo((1e-3 + 1e-5) / 2, within(1e-12));
    assertThat(rate(scheduled, 20)).isEqualTo(1e-5);
  }

  @Test
  void a_plateau_of_three_epochs_halves_the_rate() {
    Experiment scheduled = Tutorial.reducedOnPlateaus(experiment);

    assertThat(rate(scheduled, 3, 1.0, 1.0, 1.0)).isEqualTo(1e-3);
    assertThat(rate(scheduled, 4, 1.0, 1.0, 1.0, 1.0)).isEqualTo(0.5e-3);
  }

  @Test
  void the_function_halves_the_rate_after_every_five_epochs() {
    Experiment scheduled = Tutorial.scheduledByFunction(experiment);

    assertThat(rate(scheduled, 4)).isEqualTo(1e-3);
    assertThat(rate(scheduled, 5)).isEqualTo(0.5e-3);
    assertThat(rate(scheduled, 14)).isEqualTo(0.25e-3);
  }
}
