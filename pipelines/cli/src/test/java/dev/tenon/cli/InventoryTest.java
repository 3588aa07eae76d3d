package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.Plugin;
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
  void plugins_are_listed_with_kind_id_owner_and_parameters() {
    assertThat(Outcome.of("plugins").success())
        .containsPattern("(?m)^KIND +ID +OWNER +PARAMETERS$")
        .containsPattern("(?m)^layer +conv2d +standard +filters: integer, .*padding = \"valid\"")
        .containsPattern("(?m)^optimizer +adam +standard +learningRate = 0.001, ")
        .containsPattern("(?m)^source +idx +standard +images: path, labels: path, classes = ")
        .containsPattern("(?m)^listener +csv_history +standard$");
  }

  @Test
  void one_kind_of_plugin_can_be_listed_alone() {
    assertThat(Outcome.of("plugins", "loss").success().lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("loss "));
  }

  @Test
  void an_unknown_kind_is_answered_with_those_there_are() {
    assertThat(Outcome.of("plugins", "layers").mistake())
        .contains("'layers'", "layer, activation, initializer, loss, optimizer");
  }

  @Test
  void plugins_of_others_are_listed_beside_the_standard_ones() throws IOException {
    try (Services services = new Services(folder)) {
      services.add(Plugin.class, AcmePlugin.class);

      assertThat(Outcome.of("plugins", "activation").success())
          .containsPattern("(?m)^activation +acme.straight +acme$")
          .containsPattern("(?m)^activation +relu +standard$");
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
  public static final class AcmePlugin implements Plugin {
    @Override
    public String name() {
      return "acme";
    }

    @Override
    public void contribute(dev.tenon.spi.Contributions contributions) {
      contributions.add("acme.straight", BadInputTest.Straight.class);
    }
  }
}
