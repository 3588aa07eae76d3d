package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import dev.tenon.spi.Progress;
import dev.tenon.spi.Schedule;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own: what is killed, interrupted, or lacks room. */
@Timeout(300)
class ProcessTest {
  private static final String LONG = "20";

  @TempDir private Path folder;

  /** The command line of a process, whose class path begins with the folder. */
  private List<String> java(String... args) {
    String classPath =
        folder
            + File.pathSeparator
            + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                classPath,
                Main.class.getName()));
    command.addAll(List.of(args));
    return command;
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(errors().toFile()).start();
  }

  private Path errors() {
    return folder.resolve("stderr");
  }

  /** Reads lines until one contains a text; returns whether one did. */
  private static boolean sees(BufferedReader out, String text) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(text)) {
        return true;
      }
    }
    return false;
  }

  private String[] arguments(String work, String... more) {
    return Stream.concat(
            Stream.of(
                "run",
                TinyExperiment.in(folder).write(folder),
                "--work-dir",
                folder.resolve(work).toString(),
                "--device",
                "cpu"),
            Arrays.stream(more))
        .toArray(String[]::new);
  }

  @Test
  void a_run_killed_without_warning_is_resumed_to_the_same_bits()
      throws IOException, InterruptedException {
    Process process = start(java(arguments("killed", "--epochs", LONG)));
    try (BufferedReader out = process.inputReader()) {
      assertThat(sees(out, "Epoch 3/" + LONG)).isTrue();
      process.destroyForcibly().waitFor();
    }
    assertThat(folder.resolve("killed/evaluation.json")).doesNotExist();

    assertThat(Outcome.of(arguments("killed", "--epochs", LONG, "--resume")).success())
        .contains("Going on after");
    Outcome.of(arguments("whole", "--epochs", LONG)).success();
    for (String name : List.of("model/model.onnx", "history.csv", "evaluation.json")) {
      assertThat(folder.resolve("killed").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
    }
  }

  @Test
  void an_interrupted_run_says_how_to_go_on_and_that_works()
      throws IOException, InterruptedException {
    String beam = "--targetParallelism=2";
    Process process = start(java(arguments("interrupted", "--epochs", LONG, "--", beam)));
    try (BufferedReader out = process.inputReader()) {
      assertThat(sees(out, "Epoch 2/" + LONG)).isTrue();
      process.destroy();
      assertThat(process.waitFor()).as("exit code").isNotZero();
    }
    String command = "tenon: interrupted; go on with: tenon ";
    List<String> lines = Files.readAllLines(errors());
    assertThat(lines).singleElement().asString().startsWith(command).endsWith(" -- " + beam);

    String[] args = lines.get(0).substring(command.length()).split(" ");
    assertThat(Outcome.of(args).success()).contains("Epoch " + LONG + "/" + LONG, "Test: loss");
  }

  @Test
  void a_mistake_is_one_line_on_the_error_stream_of_the_process()
      throws IOException, InterruptedException {
    Process process = start(java("summary", "nothing-like-this"));

    assertThat(process.inputReader().lines()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(Files.readAllLines(errors()))
        .singleElement()
        .asString()
        .startsWith("tenon: there is no experiment 'nothing-like-this'");
  }

  @Test
  void each_command_knows_other_file_systems_before_it_looks_for_a_run()
      throws IOException, InterruptedException {
    String work = MemoryFileSystem.SCHEME + "://bucket/run";
    for (String command : List.of("evaluate", "export")) {
      Process process = start(java(command, "--work-dir", work));
      assertThat(process.waitFor()).isEqualTo(2);
      assertThat(Files.readString(errors())).startsWith("tenon: there is no run in " + work + ":");
    }
    String experiment = TinyExperiment.in(folder).write(folder);
    Process process = start(java("run", experiment, "--work-dir", work, "--device", "cpu"));
    assertThat(process.inputReader().lines())
        .anyMatch(line -> line.matches("Results +" + work + "/evaluation.json"));
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void a_loss_that_runs_away_keeps_the_last_good_checkpoint_and_names_the_step()
      throws IOException, InterruptedException {
    try (Services services = new Services(folder)) {
      services.add(Plugin.class, RunawayPlugin.class);
    }
    String experiment =
        TinyExperiment.in(folder)
            .with("\"metrics\"", "\"schedule\": \"runaway\", \"metrics\"")
            .write(folder);
    Path work = folder.resolve("work");

    Process process = start(java("run", experiment, "--work-dir", work.toString()));
    process.inputReader().lines().forEach(line -> {});

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(Files.readAllLines(errors()))
        .singleElement()
        .asString()
        .contains("became", "in epoch 2, step", "1.0E30", "too high")
        .contains("the last good checkpoint is epoch 1 in " + work.resolve("checkpoints"));
    assertThat(work.resolve("checkpoints/epoch-0001.json")).exists();
    assertThat(work.resolve("checkpoints/epoch-0002.json")).doesNotExist();
    assertThat(work.resolve("model")).doesNotExist();
  }

  /** A plug-in with a schedule that goes wrong. */
  @PluginInfo(name = "runaway", api = PluginInfo.API)
  public static final class RunawayPlugin implements Plugin {
    @Override
    public void contribute(Contributions contributions) {
      contributions.add(Runaway.class);
    }
  }

  /** A schedule whose second epoch is far too fast. */
  public record Runaway() implements Schedule {
    @Override
    public double rate(Progress progress) {
      return progress.epoch() == 0 ? progress.initialRate() : 1e30;
    }
  }

  /** Runs the command with a small or read-only file system over a folder. */
  private int within(String mount, List<String> command) throws IOException, InterruptedException {
    assumeTrue(
        new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0,
        "this machine lets nobody mount anything");
    Files.createDirectories(folder.resolve("mounted"));
    String quoted = String.join(" ", command.stream().map(word -> "'" + word + "'").toList());
    String script =
        "mount -t tmpfs -o %s tenon %s && { %s; code=$?; (cd %s && find . -type f) > %s; exit $code; }"
            .formatted(
                mount, folder.resolve("mounted"), quoted, folder.resolve("mounted"), listing());
    Process process = start(List.of("unshare", "-rm", "sh", "-c", script));
    process.inputReader().lines().forEach(line -> {});
    return process.waitFor();
  }

  private Path listing() {
    return folder.resolve("listing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12k", "48k", "80k", "120k"})
  void a_full_disk_ends_a_run_with_one_line_and_nothing_half_written(String size)
      throws IOException, InterruptedException {
    int code = within("size=" + size, java(arguments("mounted/work")));

    assertThat(Files.readAllLines(errors()))
        .singleElement()
        .asString()
        .startsWith("tenon: cannot write " + folder.resolve("mounted/work"))
        .contains("No space left on device", "free some space");
    assertThat(code).isEqualTo(2);
    assertThat(Files.readAllLines(listing())).noneMatch(file -> file.matches(".*/\\.[^/]+"));
  }

  @Test
  void a_read_only_work_directory_is_told() throws IOException, InterruptedException {
    int code = within("ro", java(arguments("mounted/work")));

    assertThat(Files.readAllLines(errors()))
        .singleElement()
        .asString()
        .startsWith("tenon: cannot write " + folder.resolve("mounted/work"))
        .contains("Read-only file system", "choose another work directory");
    assertThat(code).isEqualTo(2);
    assertThat(Files.readAllLines(listing())).isEmpty();
  }
}
