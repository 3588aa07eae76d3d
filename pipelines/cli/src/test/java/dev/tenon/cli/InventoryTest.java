package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed, and whether it works here. */
class InventoryTest {
  @TempDir private Path folder;

  @Test
  void shipped_experiments_are_listed_with_what_they_do() {
    assertThat(Outcome.of("list").success())
        .containsPattern("(?m)^fashion-mnist +a small CNN")
        .containsPattern("(?m)^scenes +");
  }

  @Test
  void plugins_are_listed_with_kind_id_owner_and_summary() {
    assertThat(Outcome.of("plugins").success())
        .containsPattern("(?m)^PLUG-IN +FROM +VERSION +STATE$")
        .containsPattern("(?m)^models +/.* enabled$")
        .containsPattern("(?m)^KIND +ID +OWNER +SUMMARY$")
        .containsPattern(
            "(?m)^layer +conv2d +standard +Convolution of images with trained filters\\.$")
        .containsPattern("(?m)^optimizer +adam +standard +Adam: steps scaled by ")
        .containsPattern("(?m)^layer +block +models +Layers that are used as one: ");
  }

  @Test
  void one_kind_of_plugin_can_be_listed_alone() {
    assertThat(Outcome.of("plugins", "loss").success().lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("loss "));
  }

  @Test
  void an_extension_is_explained_with_its_settings() {
    assertThat(Outcome.of("plugins", "dense").success())
        .startsWith(
            "layer dense, dev.tenon.plugins.layers.Dense of the plug-in standard\n\nA layer in")
        .contains("y = activation(x kernel +\nbias).")
        .contains("\n  units: integer, required\n      the number of outputs, positive\n")
        .contains("\n  activation: activation, \"linear\" by default\n      applied to the sum;")
        .endsWith("In JSON: {\"type\": \"dense\", \"units\": 8}\n\n");
    assertThat(Outcome.of("plugins", "conv2d").success())
        .contains("\n  padding: valid or same, \"valid\" by default\n")
        .contains("\n      same: The image is padded");
  }

  @Test
  void an_id_of_several_kinds_is_explained_for_each_unless_one_is_named() {
    assertThat(Outcome.of("plugins", "constant").success())
        .contains("initializer constant, ", "schedule constant, ");
    assertThat(Outcome.of("plugins", "schedule", "constant").success())
        .startsWith("schedule constant, ")
        .contains("It has no settings.")
        .doesNotContain("initializer constant");
    assertThat(Outcome.of("plugins", "layer", "activation").success())
        .startsWith("layer activation, ");
  }

  @Test
  void what_is_not_there_is_answered_with_what_is() {
    assertThat(Outcome.of("plugins", "layers").mistake())
        .contains("'layers'", "did you mean 'layer'?", "layer, activation, initializer, loss");
    assertThat(Outcome.of("plugins", "conv2").mistake()).contains("did you mean 'conv2d'?");
    assertThat(Outcome.of("plugins", "loss", "adam").mistake())
        .contains("there is no loss 'adam'; there is binary_cross_entropy, ");
    assertThat(Outcome.of("plugins", "losses", "adam").mistake()).contains("no kind 'losses'");
  }

  @Test
  void the_reference_has_a_section_for_each_extension() {
    assertThat(Outcome.of("plugins", "--markdown", "layer").success())
        .startsWith("# Reference of plug-ins\n")
        .contains("\n## Layer\n", "\n| [`dense`](#layer-dense) | A layer in which every unit ")
        .contains(
            "\n### layer `dense`\n\nA layer in which every unit depends on every feature: `y =")
        .contains("\n| `units` | integer | required | the number of outputs, positive |\n")
        .contains("\nChoices of `padding`:\n\n- `valid`: There are none")
        .contains("\nIn JSON: `{\"type\": \"dense\", \"units\": 8}`\n")
        .doesNotContain("## Loss");
  }

  @Test
  void plugins_of_others_are_listed_beside_the_standard_ones() throws IOException {
    try (Services services = new Services(folder)) {
      services.add(Plugin.class, AcmePlugin.class);

      assertThat(Outcome.of("plugins", "activation").success())
          .containsPattern("(?m)^activation +acme.straight +acme$")
          .containsPattern("(?m)^activation +relu +standard +The rectified linear unit");
      assertThat(Outcome.of("plugins", "acme.straight").success())
          .isEqualTo(
              """
              activation acme.straight, dev.tenon.cli.BadInputTest$Straight of the plug-in acme

              It has no settings.

              In JSON: "acme.straight"

              """);
      assertThat(Outcome.of("plugins", "activation", "--markdown").success())
          .contains("| [`acme.straight`](#activation-acmestraight) |  |");
      assertThat(Outcome.of("doctor").success()).containsPattern("(?m)^Plug-in acme +1 extension$");
    }
  }

  @Test
  void the_doctor_tells_versions_devices_resources_and_the_state_of_the_cache() {
    assertThat(Outcome.of("doctor").success())
        .containsPattern("(?m)^Tenon +\\d+\\.\\d+")
        .containsPattern("(?m)^Java +" + System.getProperty("java.version"))
        .containsPattern("(?m)^Beam +2\\.")
        .containsPattern("(?m)^Native library +loaded$")
        .containsPattern("(?m)^Device cpu +ONNX Runtime 1\\.")
        .containsPattern("(?m)^Device cuda +")
        .containsPattern("(?m)^Rehearsal +a tiny model was trained, exported and evaluated$")
        .containsPattern("(?m)^Processors +\\d+$")
        .containsPattern("(?m)^Memory +\\d+\\.\\d GiB")
        .containsPattern("(?m)^Data cache +/")
        .containsPattern("(?m)^  fashion-mnist +(whole and checked|not there or damaged)")
        .containsPattern("(?m)^Disk space here +\\d+\\.\\d GiB free")
        .containsPattern("(?m)^Verdict +Tenon can work here$");
  }

  @Test
  void an_unknown_data_set_is_answered_with_those_there_are() {
    assertThat(Outcome.of("data", "mnist").mistake())
        .isEqualTo("tenon: there is no data set 'mnist'; there is fashion-mnist");
  }

  /** A plug-in of somebody else. */
  @PluginInfo(name = "acme", api = PluginInfo.API)
  public static final class AcmePlugin implements Plugin {
    @Override
    public void contribute(dev.tenon.spi.Contributions contributions) {
      contributions.add("acme.straight", BadInputTest.Straight.class);
    }
  }
}
