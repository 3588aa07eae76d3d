package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what is written builds is tested where the sample is built, in the docs' module. */
class NewPluginTest {
  @TempDir private Path folder;

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !Files.isDirectory(path))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  @Test
  void a_project_is_written_under_the_name_given() throws IOException {
    Path project = folder.resolve("made");
    String said = Outcome.of("new-plugin", project.toString(), "--name", "acme_pro").success();

    assertThat(said).contains(project + ": a plug-in", "mvn -f " + project + " verify");
    assertThat(files())
        .containsExactly(
            "made/.gitignore",
            "made/README.md",
            "made/pom.xml",
            "made/src/main/java/org/example/acme_pro/AcmeProPlugin.java",
            "made/src/main/java/org/example/acme_pro/ChannelGate.java",
            "made/src/main/java/org/example/acme_pro/package-info.java",
            "made/src/main/resources/META-INF/services/dev.tenon.spi.Plugin",
            "made/src/test/java/org/example/acme_pro/ChannelGateTest.java");
    for (String file : files()) {
      assertThat(read(file)).as(file).isNotBlank().doesNotContainIgnoringCase("heron");
    }
    assertThat(read("made/src/main/java/org/example/acme_pro/AcmeProPlugin.java"))
        .contains("@PluginInfo(name = \"acme_pro\"", "\"acme_pro.channel_gate\", ChannelGate.class")
        .doesNotContain("region", "QuasiHyperbolic");
    assertThat(read("made/pom.xml"))
        .contains("<tenon.version>" + Version.tenon() + "</tenon.version>");
  }

  @Test
  void an_empty_folder_is_used_as_it_is() throws IOException {
    Outcome.of("new-plugin", folder.toString(), "--name", "acme").success();

    assertThat(files()).contains("pom.xml", ".gitignore").hasSize(8);
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries).hasSize(4);
    }
  }

  @Test
  void a_folder_with_something_in_it_is_refused_and_stays_as_it_is() throws IOException {
    Files.writeString(folder.resolve(".hidden"), "mine");

    assertThat(Outcome.of("new-plugin", folder.toString(), "--name", "acme").mistake())
        .isEqualTo(
            "tenon: the folder "
                + folder
                + " is not empty; name one that is, or that is not there yet");
    assertThat(files()).containsExactly(".hidden");
  }

  @Test
  void a_place_where_no_folder_can_be_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertThat(Outcome.of("new-plugin", file.toString(), "--name", "acme").mistake())
        .contains(file + " is a file; name a folder");
    Path below = file.resolve("below");
    assertThat(Outcome.of("new-plugin", below.toString(), "--name", "acme").mistake())
        .contains("cannot make the plug-in in " + below, "; try elsewhere");
    assertThat(read("file")).isEqualTo("mine");
    assertThat(files()).containsExactly("file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Acme", "acme-pro", "acme.pro", "1acme", "_acme", "acme_", "a__b", "", "é"})
  void a_name_that_no_plugin_can_have_is_refused(String name) {
    Path project = folder.resolve("made");

    assertThat(Outcome.of("new-plugin", project.toString(), "--name", name).mistake())
        .contains("must be lower-case words with underscores", "got '" + name + "'");
    assertThat(project).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "class", "int", "true"})
  void a_name_that_means_something_else_is_refused(String name) {
    Path project = folder.resolve("made");

    assertThat(Outcome.of("new-plugin", project.toString(), "--name", name).mistake())
        .contains("a plug-in cannot be called '" + name + "'", "choose another name");
    assertThat(project).doesNotExist();
  }

  @Test
  void a_name_must_be_given() {
    assertThat(Outcome.of("new-plugin", folder.resolve("made").toString()).mistake())
        .contains("--name");
  }
}
