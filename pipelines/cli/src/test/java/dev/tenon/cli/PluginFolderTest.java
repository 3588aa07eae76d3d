package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.cases.Jar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with one jar that can be used, and five that cannot. */
class PluginFolderTest {
  private static final String API = "PluginInfo.API";

  @TempDir private Path folder;
  private Path jars;

  @BeforeEach
  void fill() throws IOException {
    jars = folder.resolve("jars");
    new Jar().plugin("good", "good.scaling", API).withVersion("1.4").write(jar("good"));
    new Jar().plugin("older", "older.scaling", "\"7.0\"").write(jar("older"));
    new Jar()
        .plugin("throwing", "throwing.scaling", API)
        .with(
            "throwing.ItsPlugin",
            Jar.pluginSource(
                "throwing",
                "throwing.scaling",
                API,
                "public ItsPlugin() { throw new IllegalStateException(\"no licence\"); }"))
        .write(jar("throwing"));
    new Jar()
        .plugin("missing", "missing.scaling", API)
        .without("missing.Scaling")
        .write(jar("missing"));
    new Jar().plugin("taken", "good.scaling", API).write(jar("taken"));
    Files.writeString(jar("unzipped"), "not a zip");
  }

  private Path jar(String name) {
    return jars.resolve(name + ".jar");
  }

  private Outcome with(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of(arguments));
    all.addAll(List.of("--plugins", jars.toString()));
    return Outcome.of(all.toArray(String[]::new));
  }

  private Outcome run(String activation, String... more) {
    return command("run", activation, more);
  }

  private Outcome command(String name, String activation, String... more) {
    List<String> all =
        new java.util.ArrayList<>(
            List.of(
                name,
                TinyExperiment.in(folder)
                    .with("\"activation\": \"relu\"", "\"activation\": \"" + activation + "\"")
                    .write(folder),
                "--work-dir",
                folder.resolve("work").toString(),
                "--device",
                "cpu"));
    all.addAll(List.of(more));
    return with(all.toArray(String[]::new));
  }

  private String disabled(String title, String reason) {
    return "tenon: plug-in " + title + " is disabled: " + reason;
  }

  /** The lines on the error stream, in the order of the jars' names. */
  private List<String> five() {
    return List.of(
        disabled(
            "missing (" + jar("missing") + ")",
            "it cannot contribute: a class is missing (NoClassDefFoundError: missing/Scaling);"
                + " put all that it needs into its jar"),
        disabled(
            "older (" + jar("older") + ")",
            "it was built for API 7.0, and this Tenon runs plug-ins built for API "
                + dev.tenon.spi.PluginInfo.API
                + " alone; use another version of the plug-in or of Tenon"),
        disabled(
            "taken (" + jar("taken") + ")",
            "the activation 'good.scaling' is contributed by good (good.ItsPlugin) already"),
        disabled(
            "throwing (" + jar("throwing") + ")",
            "it cannot be made: java.lang.IllegalStateException: no licence"),
        disabled(jar("unzipped").toString(), "its jar cannot be read: zip END header not found"));
  }

  @Test
  void the_good_one_is_used_and_each_of_the_others_told_once() {
    Outcome outcome = run("good.scaling", "--epochs", "1");

    assertThat(outcome.err().lines()).containsExactlyElementsOf(five());
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("Epoch 1/1").doesNotContain("disabled");
    assertThat(folder.resolve("work/model/model.onnx")).exists();
  }

  @Test
  void a_search_for_a_learning_rate_uses_them_too() {
    Outcome outcome = command("find-lr", "good.scaling", "--steps", "10");

    assertThat(outcome.err().lines()).containsExactlyElementsOf(five());
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("Valley", "Steepest");
  }

  @Test
  void a_run_that_uses_a_broken_one_ends_with_the_reason() {
    for (String name : List.of("missing", "older", "throwing", "unzipped")) {
      Outcome outcome = run(name + ".scaling");

      List<String> lines = outcome.err().lines().toList();
      assertThat(lines).hasSize(6).startsWith(five().toArray(String[]::new));
      String told =
          five().stream().filter(line -> line.contains(name + ".jar")).findFirst().orElseThrow();
      assertThat(lines.get(5))
          .startsWith("tenon: " + folder.resolve("tiny.json") + ": model.layers[0].activation: ")
          .contains("unknown activation '" + name + ".scaling': plug-in ")
          .contains(" would offer it, but is disabled: ")
          .endsWith(told.replaceFirst(".* is disabled: ", ""));
      assertThat(outcome.code()).isEqualTo(Failures.USER);
      assertThat(folder.resolve("work")).doesNotExist();
    }
  }

  @Test
  void all_are_listed_with_origin_version_and_state() {
    Outcome outcome = with("plugins");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err().lines()).containsExactlyElementsOf(five());
    assertThat(outcome.out())
        .containsPattern("(?m)^PLUG-IN +FROM +VERSION +STATE$")
        .containsPattern("(?m)^standard +/\\S+ +\\S+ +enabled$")
        .containsPattern("(?m)^good +" + jar("good") + " +1\\.4 +enabled$")
        .containsPattern("(?m)^older +" + jar("older") + " +- +disabled: it was built for API 7")
        .containsPattern("(?m)^- +" + jar("unzipped") + " +- +disabled: its jar cannot be read")
        .containsPattern("(?m)^activation +good.scaling +good$")
        .doesNotContainPattern("(?m)^activation +older.scaling");
    assertThat(with("plugins", "activation").out()).startsWith("KIND ");
    assertThat(with("doctor").out())
        .containsPattern("(?m)^Plug-in good +1 extension$")
        .containsPattern("(?m)^Plug-in throwing +disabled: it cannot be made")
        .contains("Tenon can work here");
  }

  @Test
  void what_is_not_allowed_is_silently_disabled() {
    Outcome listed = with("plugins", "--allow-plugins", "good,older");

    assertThat(listed.err().lines()).containsExactly(five().get(1));
    assertThat(listed.out())
        .containsPattern("(?m)^standard +.* enabled$")
        .containsPattern("(?m)^good +.* enabled$")
        .containsPattern(
            "(?m)^throwing +.* disabled: it is not among the plug-ins that are allowed$")
        .containsPattern("(?m)^- +.*unzipped.* disabled: its jar cannot be read");

    assertThat(run("good.scaling", "--allow-plugins=throwing").err().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .contains("plug-in good (", "is disabled: it is not among the plug-ins that are allowed");
    assertThat(with("plugins", "--allow-plugins", "goood").mistake())
        .contains("no plug-in 'goood' to allow", "did you mean 'good'?");
  }

  @Test
  void a_folder_that_is_not_there_is_a_mistake() {
    assertThat(Outcome.of("--plugins", "gone", "plugins").mistake())
        .contains("the folder of plug-ins gone cannot be listed");
  }
}
