package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for a learning rate, and that it disturbs nothing. */
class FindLrTest {
  private static final Pattern SETTING =
      Pattern.compile("--set (optimizer\\.learningRate=\\d\\.\\d\\de-\\d\\d)");

  @TempDir private static Path folder;
  private static TinyExperiment experiment;
  private static Outcome found;

  @BeforeAll
  static void search() {
    experiment = TinyExperiment.in(folder);
    found = find("found");
  }

  private static Outcome find(String work, String... more) {
    return tenon("find-lr", experiment, work, more);
  }

  private static Outcome tenon(
      String command, TinyExperiment described, String work, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of(
                    command,
                    described.write(folder),
                    "--work-dir",
                    folder.resolve(work).toString(),
                    "--device",
                    "cpu"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private static Path file(String work, String name) {
    return folder.resolve(work).resolve(name);
  }

  /** Every file of a work directory but those of the search, with its content. */
  private static TreeMap<String, String> contents(String work) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    Path directory = folder.resolve(work);
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(path).toString();
        if (!name.startsWith("find-lr")) {
          contents.put(
              name,
              Files.getLastModifiedTime(path) + " " + Arrays.toString(Files.readAllBytes(path)));
        }
      }
    }
    return contents;
  }

  @Test
  void it_tells_two_rates_that_can_be_pasted_and_where_its_files_are() {
    assertThat(found.success())
        .contains(
            "tiny: 100 steps of batches of 20 at rates from 1.00e-07 to 1.00e+01, seed 7, on ONNX",
            "Records: 240 training, 80 test",
            "Table  " + file("found", "find-lr/lr.csv"),
            "Chart  " + file("found", "find-lr/lr.png"))
        .containsPattern("(?m)^(All 100 steps were taken|Stopped after \\d+ of 100 steps)")
        .containsPattern("(?m)^Valley +--set optimizer.learningRate=\\d")
        .containsPattern("(?m)^Steepest +--set optimizer.learningRate=\\d");
  }

  @Test
  void a_suggestion_can_be_given_to_a_run_which_learns_by_it() {
    Matcher setting = SETTING.matcher(found.success());
    assertThat(setting.find()).isTrue();

    String story =
        tenon("run", experiment, "suggested", "--set", setting.group(1), "--epochs", "4").success();

    assertThat(story).containsPattern("Test: loss: .* - accuracy: (0\\.9\\d+|1\\.0+)");
  }

  @Test
  void the_table_has_a_row_a_step_and_the_chart_is_a_picture() throws IOException {
    List<String> lines = Files.readAllLines(file("found", "find-lr/lr.csv"));

    assertThat(lines.get(0)).isEqualTo("rate,loss,smoothed");
    assertThat(lines.get(1)).startsWith("1.0E-7,");
    assertThat(lines).hasSizeBetween(50, 101);
    assertThat(lines.subList(1, lines.size()))
        .allSatisfy(line -> assertThat(line.split(",")).hasSize(3));
    BufferedImage picture = ImageIO.read(file("found", "find-lr/lr.png").toFile());
    assertThat(picture.getWidth()).isGreaterThan(500);
  }

  @Test
  void the_same_experiment_gives_the_same_numbers_again_from_data_ingested_once() {
    assertThat(find("again").success()).contains("Records: 240 training");
    assertThat(file("again", "find-lr/lr.csv"))
        .hasSameBinaryContentAs(file("found", "find-lr/lr.csv"));
    assertThat(find("again").success()).doesNotContain("Records:");
    assertThat(file("again", "find-lr/lr.csv"))
        .hasSameBinaryContentAs(file("found", "find-lr/lr.csv"));

    assertThat(find("again", "--limit", "100").success()).contains("Records: 100 training");
    assertThat(find("again", "--seed", "8").success()).contains("Records: 240 training");
    assertThat(Files.exists(file("again", "find-lr/lr.csv"))).isTrue();
  }

  @Test
  void a_run_is_left_as_it_is_and_its_data_is_used() throws IOException {
    tenon("run", experiment, "trained").success();
    TreeMap<String, String> before = contents("trained");
    assertThat(before.keySet())
        .contains("checkpoints/final-0002.safetensors", "checkpoints/epoch-0001.json");

    assertThat(find("trained").success()).doesNotContain("Records:");

    assertThat(contents("trained")).isEqualTo(before);
    assertThat(file("trained", "find-lr/data")).doesNotExist();
    assertThat(file("trained", "find-lr/lr.csv"))
        .hasSameBinaryContentAs(file("found", "find-lr/lr.csv"));
    assertThat(tenon("run", experiment, "trained", "--resume").success())
        .contains("The run is complete already");
  }

  @Test
  void data_of_a_run_that_is_of_other_records_is_not_used() throws IOException {
    tenon("run", experiment, "limited", "--limit", "100", "--epochs", "1").success();
    TreeMap<String, String> before = contents("limited");

    assertThat(find("limited").success()).contains("Records: 240 training");

    assertThat(contents("limited")).isEqualTo(before);
    assertThat(file("limited", "find-lr/lr.csv"))
        .hasSameBinaryContentAs(file("found", "find-lr/lr.csv"));
  }

  @Test
  void a_run_after_it_gives_the_same_bits_as_one_without() throws IOException {
    tenon("run", experiment, "without").success();
    find("with").success();
    tenon("run", experiment, "with").success();

    TreeMap<String, String> without = contents("without");
    assertThat(contents("with").keySet()).isEqualTo(without.keySet());
    for (String name : without.keySet()) {
      assertThat(file("with", name)).hasSameBinaryContentAs(file("without", name));
    }
  }

  @Test
  void a_run_that_was_stopped_goes_on_after_it_to_the_same_bits() {
    tenon("run", experiment, "whole").success();
    tenon("run", experiment, "stopped", "--epochs", "1").success();
    find("stopped").success();

    assertThat(tenon("run", experiment, "stopped", "--resume").success())
        .contains("Going on after epoch 1 of 2");

    for (String name : List.of("checkpoints/final-0002.safetensors", "model/model.onnx")) {
      assertThat(file("stopped", name)).hasSameBinaryContentAs(file("whole", name));
    }
  }

  @Test
  void chart_and_table_go_where_they_are_wanted() {
    Path chart = folder.resolve("charts/mine.png");
    Path table = folder.resolve("mine.csv");

    find("elsewhere", "--plot", chart.toString(), "--csv", table.toString(), "--steps", "20")
        .success();

    assertThat(chart).isNotEmptyFile();
    assertThat(table).content().hasLineCount(21);
    assertThat(file("elsewhere", "find-lr/lr.csv")).doesNotExist();
  }

  /** A layer that begins with zeros predicts all classes alike until it has learnt something. */
  @Test
  void where_the_loss_never_falls_it_says_so() {
    TinyExperiment still =
        experiment
            .with("{\"type\": \"dropout\", \"rate\": 0.1},", "")
            .with("\"units\": 4,", "\"units\": 4, \"kernelInitializer\": \"zeros\",");

    assertThat(
            tenon("find-lr", still, "still", "--min-rate", "1e-30", "--max-rate", "1e-20")
                .success())
        .contains("All 100 steps were taken; up to a rate of 1.00e-20 the loss did not diverge.")
        .containsPattern("(?m)^Valley +none: the smoothed loss never falls for long")
        .containsPattern("(?m)^Steepest +none: the smoothed loss never falls");
    assertThat(file("still", "find-lr/lr.png")).exists();
  }

  @Test
  void a_loss_that_is_no_number_ends_it_and_is_told() {
    assertThat(find("wild", "--min-rate", "0.01", "--max-rate", "1e38", "--steps", "40").success())
        .containsPattern("(?m)^Stopped after \\d+ of 40 steps: at a rate of ");
  }

  private String refused(String... more) {
    String line = find("refused", more).mistake();
    assertThat(folder.resolve("refused")).doesNotExist();
    return line;
  }

  @Test
  void rates_steps_and_smoothing_that_are_none_are_refused() {
    assertThat(refused("--min-rate", "1", "--max-rate", "0.1"))
        .contains("positive and below the greatest, got 1.0 and 0.1", "--min-rate");
    assertThat(refused("--min-rate", "1", "--max-rate", "1")).contains("got 1.0 and 1.0");
    assertThat(refused("--min-rate", "0")).contains("got 0.0 and 10.0");
    assertThat(refused("--steps", "9")).contains("at least 10 steps, got 9", "--steps");
    assertThat(refused("--steps", "many")).contains("--steps", "many");
    assertThat(refused("--smoothing", "1")).contains("below 1, got 1.0", "--smoothing");
    assertThat(refused("--limit", "0")).contains("--limit must be at least 1");
    assertThat(refused("--plot", folder.toString())).contains(folder + " is no file");
  }

  @Test
  void an_unknown_experiment_is_answered_with_the_nearest() {
    assertThat(Outcome.of("find-lr", "fashion-mist").mistake())
        .contains("there is no experiment 'fashion-mist'; did you mean 'fashion-mnist'?");
  }

  @Test
  void a_model_of_too_many_classes_is_refused_with_data_at_hand_too() {
    find("classes").success();

    assertThat(
            tenon("find-lr", experiment.with("\"units\": 4", "\"units\": 5"), "classes").mistake())
        .contains("predicts 5 classes");
  }
}
