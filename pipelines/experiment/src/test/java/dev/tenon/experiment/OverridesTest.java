package dev.tenon.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenon.spi.UserError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private final Codec codec = new Codec(Parts.CATALOG);

  @Test
  void a_number_is_set_by_its_path() {
    assertThat(set("epochs", "7")).isEqualTo(Parts.small().withEpochs(7));
    assertThat(set("optimizer.learningRate", "1e-3").optimizer())
        .isEqualTo(new Parts.Descent(0.001));
    assertThat(set("model.layers[1].units", "5").model().layers().get(1))
        .isEqualTo(new Placement(new Parts.Units(5)));
    assertThat(set("optimizer.clip", "2").optimizer())
        .isEqualTo(new Parts.Descent(0.1, OptionalDouble.of(2), java.util.List.of()));
  }

  @Test
  void no_overrides_change_nothing_and_write_nothing() {
    Experiment unwritable = Parts.small().withSchedule(progress -> 1);

    assertThat(codec.withOverrides(unwritable, Map.of())).isSameAs(unwritable);
  }

  @Test
  void a_text_needs_no_quotes_and_stays_a_text_even_if_it_looks_like_a_number() {
    assertThat(set("name", "other").name()).isEqualTo("other");
    assertThat(set("name", "2024").name()).isEqualTo("2024");
    assertThat(set("name", "true").name()).isEqualTo("true");
    assertThat(set("data.training.part", "train 1").data().training())
        .isEqualTo(
            new Parts.Folder(
                java.nio.file.Path.of("train"), Optional.of("train 1"), OptionalLong.empty()));
  }

  @Test
  void an_extension_is_replaced_by_an_id_an_object_or_a_type() {
    assertThat(set("model.layers[1].activation", "leaky").model().layers().get(1).layer())
        .hasFieldOrPropertyWithValue("activation", new Parts.Leaky());
    assertThat(
            set("model.layers[1].activation", "{\"type\": \"leaky\", \"slope\": 0.2}")
                .model()
                .layers()
                .get(1)
                .layer())
        .hasFieldOrPropertyWithValue("activation", new Parts.Leaky(0.2));
    assertThat(set("model.layers[1].activation.type", "leaky").model().layers().get(1).layer())
        .hasFieldOrPropertyWithValue("activation", new Parts.Leaky());
    assertThat(set("schedule", "null").schedule()).isEmpty();
    assertThat(set("metrics", "[{\"type\": \"first\", \"k\": 2}]").metrics())
        .containsExactly(new Parts.First(2));
  }

  @Test
  void a_layer_of_another_type_stays_where_it_is() {
    Experiment branching = Parts.small().withModel(Parts.branching());
    Placement sum = branching.model().layers().get(4);

    assertThat(sum.inputs()).containsExactly("stem", "units_1");
    assertThat(changed(branching, "model.layers[4].type", "rows").model().layers().get(4))
        .isEqualTo(new Placement(new Parts.Rows()).withInputs("stem", "units_1"));
    assertThat(changed(branching, "model.layers[1].type", "rows").model().layers().get(1))
        .isEqualTo(new Placement(new Parts.Rows()).withName("stem"));
  }

  @Test
  void overrides_apply_in_their_order() {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("schedule", "halving");
    overrides.put("schedule.every", "3");

    assertThat(codec.withOverrides(Parts.small(), overrides).schedule())
        .contains(new Parts.Halving("val_loss", 3));
  }

  @Test
  void an_unknown_path_is_told_with_what_exists_there() {
    assertThatError("optimizer.lernRate", "1")
        .isEqualTo(
            "--set: optimizer.lernRate: unknown parameter; did you mean 'learningRate'? "
                + "descent has learningRate, clip, milestones");
    assertThatError("optimiser.learningRate", "1")
        .startsWith(
            "--set: optimiser.learningRate: there is no optimiser; there are tenon, name, data");
    assertThatError("model.layers[3].units", "1")
        .isEqualTo("--set: model.layers[3].units: model.layers has 3 elements, counted from 0");
    assertThatError("model.layers.units", "1")
        .isEqualTo(
            "--set: model.layers.units: there is no model.layers.units; it is a list of 3, counted from [0]");
    assertThatError("epochs[0]", "1").isEqualTo("--set: epochs[0]: epochs is no list; there is 1");
    assertThatError("epochs.x", "1").contains("there is no epochs.x; there is 1");
    assertThatError("model.layers[x]", "1").contains("is no path");
    assertThatError("model..layers", "1").contains("is no path");
    assertThatError("", "1").contains("is no path");
    assertThatError("model.layers[99999999999]", "1").contains("is no path");
  }

  @Test
  void a_value_that_does_not_fit_is_told_as_in_a_file() {
    assertThatError("epochs", "many").isEqualTo("--set: epochs: expected an integer, got \"many\"");
    assertThatError("epochs", "").isEqualTo("--set: epochs: expected an integer, got \"\"");
    assertThatError("model.layers[1].units", "0")
        .isEqualTo("--set: model.layers[1]: units must be positive, got 0");
  }

  @Test
  void all_errors_are_told_at_once() {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("a.b", "1");
    overrides.put("model.layers[7]", "1");

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> codec.withOverrides(Parts.small(), overrides))
        .withMessageContainingAll("--set has 2 errors:", "\n  a.b: ", "\n  model.layers[7]: ");
  }

  private Experiment set(String path, String value) {
    return changed(Parts.small(), path, value);
  }

  private Experiment changed(Experiment experiment, String path, String value) {
    return codec.withOverrides(experiment, Map.of(path, value));
  }

  private org.assertj.core.api.AbstractStringAssert<?> assertThatError(String path, String value) {
    try {
      return assertThat("no error but " + set(path, value));
    } catch (UserError e) {
      return assertThat(e.getMessage());
    }
  }
}
