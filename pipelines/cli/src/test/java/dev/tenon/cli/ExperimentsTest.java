package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.experiment.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsTest {
  @TempDir private Path folder;

  @Test
  void an_experiment_can_be_a_json_file() {
    String out = Outcome.of("summary", TinyExperiment.in(folder).write(folder)).success();

    assertThat(out).contains("Model: \"tiny\"", "conv2d (Conv2D)", "(None, 6, 6, 4)");
  }

  @Test
  void an_experiment_can_be_a_class_on_the_class_path() {
    String out = Outcome.of("summary", TinyDefinition.class.getName()).success();

    assertThat(out).contains("Model: \"tiny-java\"", "Total params: 260");
  }

  @Test
  void a_network_with_branches_shows_what_its_layers_take() {
    String plain = "{\"type\": \"batch_normalization\", \"momentum\": 0.5},";
    String branching =
        plain
            + "{\"type\": \"activation\", \"activation\": \"relu\"},"
            + "{\"type\": \"add\", \"inputs\": [\"activation\", \"max_pooling2d\"]},";
    String file = TinyExperiment.in(folder).with(plain, branching).write(folder);

    assertThat(Outcome.of("summary", file).success())
        .contains("Connected to", "add (Add)", "activation[0][0]", "max_pooling2d[0][0]")
        .contains("input (InputLayer)");
    assertThat(
            Outcome.of("summary", file, "--set", "model.layers[4].inputs=[\"activation\"]")
                .mistake())
        .contains("model.layers[4] (add): Add needs at least 2 inputs, got 1");
  }

  @Test
  void settings_change_it() {
    String out =
        Outcome.of(
                "summary",
                TinyDefinition.class.getName(),
                "--set",
                "model.layers[1].units=5",
                "--set",
                "name=five")
            .success();

    assertThat(out).contains("Model: \"five\"", "Total params: 325");
  }

  @Test
  void a_setting_that_leads_nowhere_is_named() {
    assertThat(
            Outcome.of("summary", TinyDefinition.class.getName(), "--set", "model.depth=5")
                .mistake())
        .contains("model.depth", "input, layers");
  }

  @Test
  void a_class_that_is_no_experiment_is_refused() {
    assertThat(Outcome.of("summary", "java.lang.String").mistake())
        .startsWith("tenon: java.lang.String is no experiment; give a shipped name");
  }

  @Test
  void a_missing_file_is_refused_as_one() {
    Path missing = folder.resolve("missing.json");

    assertThat(Outcome.of("summary", missing.toString()).mistake())
        .startsWith("tenon: there is no experiment file " + missing);
  }

  @Test
  void experiments_of_others_are_listed_beside_the_shipped_ones() throws IOException {
    try (Services services = new Services(folder)) {
      services.add(Definition.class, TinyDefinition.class);

      assertThat(Outcome.of("list").success())
          .containsPattern("tiny-java +A linear model of tiny images\\.");
      assertThat(Outcome.of("summary", "tiny-java").success()).contains("Total params: 260");
    }
  }

  @Test
  void two_experiments_of_one_name_are_told_with_both_classes() throws IOException {
    try (Services services = new Services(folder)) {
      services.add(Definition.class, TinyDefinition.class, SecondTinyDefinition.class);

      assertThat(Outcome.of("list").mistake())
          .contains(
              "'tiny-java'", TinyDefinition.class.getName(), SecondTinyDefinition.class.getName());
    }
  }

  @Test
  void a_service_file_that_names_no_experiment_is_told() throws IOException {
    try (Services services = new Services(folder)) {
      services.add(Definition.class, Services.class);

      assertThat(Outcome.of("list").mistake())
          .contains("cannot be loaded", Services.class.getName());
    }
  }

  @Test
  void a_file_that_is_no_text_is_refused() throws IOException {
    Path file = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, 0, 1});

    assertThat(Outcome.of("summary", file.toString()).mistake())
        .startsWith("tenon: cannot read " + file);
  }

  /** Another experiment of a name that is in use. */
  public static final class SecondTinyDefinition implements Definition {
    @Override
    public String name() {
      return "tiny-java";
    }

    @Override
    public String summary() {
      return "The same name.";
    }

    @Override
    public dev.tenon.experiment.Experiment experiment() {
      return new TinyDefinition().experiment();
    }
  }
}
