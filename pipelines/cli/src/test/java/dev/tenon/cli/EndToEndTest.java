package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with the command, from data to predictions. */
class EndToEndTest {
  private static final String[] FILES = {
    "experiment.json",
    "history.csv",
    "history.png",
    "evaluation.json",
    "quarantine.jsonl",
    "model/model.onnx",
    "model/train-step.onnx",
    "model/labels.txt"
  };

  @TempDir private static Path folder;
  private static TinyExperiment experiment;
  private static Outcome finished;

  @BeforeAll
  static void run() {
    experiment = TinyExperiment.in(folder);
    finished = run("finished");
  }

  private static Outcome run(String work, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of(
                    "run",
                    experiment.write(folder),
                    "--work-dir",
                    folder.resolve(work).toString(),
                    "--device",
                    "cpu"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private Path file(String work, String name) {
    return folder.resolve(work).resolve(name);
  }

  private JsonNode evaluation(String work) throws IOException {
    return new JsonMapper().readTree(file(work, "evaluation.json").toFile());
  }

  @Test
  void a_run_tells_a_short_story() {
    assertThat(finished.success())
        .contains(
            "tiny: 2 epochs of batches of 20, seed 7, on ONNX Runtime",
            "Work directory: " + folder.resolve("finished"),
            "Total params: 204",
            "Records: 240 training, 80 test",
            "Epoch 1/2",
            "Epoch 2/2",
            "Test: loss: ",
            "on 80 examples",
            "model.onnx");
  }

  @Test
  void a_run_leaves_all_its_files() {
    assertThat(FILES).allSatisfy(name -> assertThat(file("finished", name)).exists());
    assertThat(file("finished", "checkpoints")).isDirectoryContaining("glob:**epoch-0002.json");
    assertThat(file("finished", "model/labels.txt")).hasContent("0\n1\n2\n3\n");
    assertThat(file("finished", "quarantine.jsonl")).isEmptyFile();
  }

  @Test
  void the_history_has_a_row_an_epoch_and_becomes_a_picture() throws IOException {
    assertThat(file("finished", "history.csv"))
        .content()
        .startsWith(
            "epoch,loss,accuracy,top_k_categorical_accuracy,val_loss,val_accuracy,"
                + "val_top_k_categorical_accuracy,learning_rate\n1,")
        .hasLineCount(3);
    BufferedImage picture = ImageIO.read(file("finished", "history.png").toFile());
    assertThat(picture.getWidth()).isGreaterThan(500);
  }

  @Test
  void the_model_has_learnt_what_can_be_learnt() throws IOException {
    JsonNode evaluation = evaluation("finished");

    assertThat(evaluation.path("accuracy").asDouble()).isGreaterThanOrEqualTo(0.95);
    assertThat(evaluation.path("examples").asInt()).isEqualTo(TinyExperiment.TEST);
    assertThat(evaluation.path("loss").isNumber()).isTrue();
    assertThat(evaluation.path("top_k_categorical_accuracy").asDouble()).isGreaterThan(0.95);
    assertThat(evaluation.path("classes")).hasSize(TinyData.CLASSES);
  }

  @Test
  void a_second_run_gives_the_same_numbers_and_the_same_model() throws IOException {
    run("second").success();

    for (String name : List.of("history.csv", "evaluation.json", "model/model.onnx")) {
      assertThat(file("second", name)).hasSameBinaryContentAs(file("finished", name));
    }
  }

  @Test
  void another_seed_gives_other_numbers() {
    run("seeded", "--seed", "8").success();

    assertThat(file("seeded", "history.csv"))
        .content()
        .isNotEqualTo(contentOf(file("finished", "history.csv")));
  }

  private static String contentOf(Path file) {
    return org.assertj.core.api.Assertions.contentOf(file.toFile());
  }

  @Test
  void a_shorter_run_that_is_resumed_for_longer_ends_with_the_same_bits() {
    run("resumed", "--epochs", "1").success();
    String story = run("resumed", "--resume").success();

    assertThat(story).contains("Going on after epoch 1 of 2").contains("Epoch 2/2");
    for (String name : FILES) {
      assertThat(file("resumed", name)).hasSameBinaryContentAs(file("finished", name));
    }
  }

  @Test
  void a_finished_run_that_is_resumed_makes_only_what_is_missing() throws IOException {
    run("partial").success();
    TreeMap<String, Object> before = times("partial");
    Files.delete(file("partial", "history.png"));
    Files.delete(file("partial", "evaluation.json"));

    String story = run("partial", "--resume").success();

    assertThat(story).doesNotContain("Epoch");
    TreeMap<String, Object> after = times("partial");
    for (String name : List.of("model/model.onnx", "checkpoints/epoch-0002.safetensors")) {
      assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
    }
    for (String name : FILES) {
      assertThat(file("partial", name)).hasSameBinaryContentAs(file("finished", name));
    }
  }

  private TreeMap<String, Object> times(String work) throws IOException {
    TreeMap<String, Object> times = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve(work))) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        times.put(
            folder.resolve(work).relativize(path).toString(),
            Files.getAttribute(path, "unix:ino") + " " + Files.getLastModifiedTime(path));
      }
    }
    return times;
  }

  @Test
  void a_removed_history_is_written_again() throws IOException {
    run("forgetful").success();
    Files.delete(file("forgetful", "history.csv"));
    Files.delete(file("forgetful", "history.png"));

    run("forgetful", "--resume").success();

    assertThat(file("forgetful", "history.csv"))
        .hasSameBinaryContentAs(file("finished", "history.csv"));
    assertThat(file("forgetful", "history.png")).exists();
  }

  @Test
  void a_limit_takes_the_first_training_records_and_is_recorded() {
    assertThat(run("limited", "--limit", "60", "--epochs", "1").success())
        .contains("Records: 60 training, 80 test");
    assertThat(file("limited", "experiment.json")).content().contains("\"limit\": 60");
  }

  @Test
  void options_for_beam_are_taken_after_two_dashes() {
    run("beam", "--", "--targetParallelism=1", "--runner=DirectRunner").success();

    assertThat(file("beam", "evaluation.json"))
        .hasSameBinaryContentAs(file("finished", "evaluation.json"));
  }

  @Test
  void options_for_beam_go_with_evaluating_and_exporting_too() {
    String work = file("finished", "").toString();
    for (String command : List.of("evaluate", "export")) {
      assertThat(
              Outcome.of(command, "--work-dir", work, "--runner", "direct", "--", "--tempLocations")
                  .mistake())
          .contains("Beam does not take", "tempLocations");
    }
  }

  @Test
  void evaluating_a_run_again_gives_the_same_results() throws IOException {
    run("judged").success();
    Files.delete(file("judged", "evaluation.json"));

    String out =
        Outcome.of("evaluate", "--work-dir", folder.resolve("judged").toString()).success();

    assertThat(out).contains("Test: loss: ");
    assertThat(file("judged", "evaluation.json"))
        .hasSameBinaryContentAs(file("finished", "evaluation.json"));
  }

  @Test
  void a_model_can_be_judged_by_itself_and_by_another_experiment() {
    String model = file("finished", "model/model.onnx").toString();
    String line =
        finished.out().lines().filter(text -> text.startsWith("Test: ")).findFirst().orElseThrow();

    assertThat(Outcome.of("evaluate", "--model", model).success()).contains(line);
    assertThat(Outcome.of("evaluate", "--model", model, experiment.write(folder)).success())
        .contains(line);
  }

  @Test
  void evaluating_what_is_not_finished_points_to_the_run() throws IOException {
    run("unfinished").success();
    Files.delete(file("unfinished", "model/model.onnx"));
    Path work = folder.resolve("unfinished");

    assertThat(Outcome.of("evaluate", "--work-dir", work.toString()).mistake())
        .contains("has no model yet", "tenon run " + work + "/experiment.json", "--resume");
    assertThat(Outcome.of("evaluate", "--work-dir", folder.toString()).mistake())
        .contains("there is no run in " + folder);
    assertThat(Outcome.of("evaluate").mistake()).contains("--work-dir", "--model");
  }

  @Test
  void any_checkpoint_can_be_exported_and_results_of_another_do_not_stay() {
    run("exported").success();
    String work = folder.resolve("exported").toString();

    Outcome.of("export", "--work-dir", work).success();
    assertThat(file("exported", "model/model.onnx"))
        .hasSameBinaryContentAs(file("finished", "model/model.onnx"));
    assertThat(file("exported", "evaluation.json")).exists();

    Outcome.of("export", "--work-dir", work, "--checkpoint", "epoch-0001").success();
    assertThat(contentBytes(file("exported", "model/model.onnx")))
        .isNotEqualTo(contentBytes(file("finished", "model/model.onnx")));
    assertThat(file("exported", "evaluation.json")).doesNotExist();

    Outcome.of("export", "--work-dir", work, "--checkpoint", "latest").success();
    assertThat(file("exported", "model/model.onnx"))
        .hasSameBinaryContentAs(file("finished", "model/model.onnx"));
    assertThat(Outcome.of("export", "--work-dir", work, "--checkpoint", "best").mistake())
        .contains("there is no checkpoint 'best'", "epoch-0001, epoch-0002, final");
    assertThat(Outcome.of("export", "--work-dir", work, "--checkpoint", "../experiment").mistake())
        .contains("there is no checkpoint '../experiment'");
  }

  @Test
  void an_export_of_an_unfinished_run_is_not_taken_for_its_end() throws IOException {
    run("early").success();
    String work = folder.resolve("early").toString();
    for (String later : List.of("final.json", "epoch-0002.json", "epoch-0002.safetensors")) {
      Files.delete(file("early", "checkpoints/" + later));
    }
    Outcome.of("export", "--work-dir", work, "--checkpoint", "latest").success();
    Outcome.of("evaluate", "--work-dir", work).success();

    assertThat(run("early", "--resume").success()).contains("Going on after epoch 1 of 2");

    for (String name : FILES) {
      assertThat(file("early", name)).hasSameBinaryContentAs(file("finished", name));
    }
  }

  @Test
  void what_a_killed_run_had_begun_to_write_is_removed_when_it_is_resumed() throws IOException {
    run("killed").success();
    for (String begun : List.of(".writing-1", "data/.writing-2", "model/.writing-3")) {
      Files.writeString(file("killed", begun), "half");
    }

    run("killed", "--resume").success();

    try (Stream<Path> all = Files.walk(folder.resolve("killed"))) {
      assertThat(all).noneMatch(path -> path.getFileName().toString().startsWith("."));
    }
  }

  @Test
  void a_job_that_an_earlier_launcher_has_left_is_ended_before_the_run_goes_on()
      throws IOException {
    run("left").success();
    Files.writeString(
        file("left", ".job"),
        "{\"runner\": \"direct\", \"options\": [], \"name\": \"tenon-left\"}");

    run("left", "--resume").success();

    assertThat(file("left", ".job")).doesNotExist();
  }

  private static byte[] contentBytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void images_are_predicted_with_the_exported_model() throws IOException {
    String model = file("finished", "model/model.onnx").toString();
    SplittableRandom random = new SplittableRandom(5);
    for (int label = 0; label < TinyData.CLASSES; label++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setDataElements(0, 0, 8, 8, TinyData.image(label, 8, random));
      Path image = folder.resolve("image-" + label + ".png");
      ImageIO.write(picture, "png", image.toFile());

      assertThat(Outcome.of("predict", "--model", model, image.toString(), "--top", "1").success())
          .matches(image + ": " + label + " \\d+\\.\\d\\d %\\R");
    }
  }

  @Test
  void an_image_of_another_size_is_refused_before_any_is_predicted() throws IOException {
    String model = file("finished", "model/model.onnx").toString();
    Path good = folder.resolve("good.png");
    Path bad = folder.resolve("bad.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png", good.toFile());
    ImageIO.write(new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_GRAY), "png", bad.toFile());

    Outcome outcome = Outcome.of("predict", "--model", model, good.toString(), bad.toString());

    assertThat(outcome.mistake()).contains(bad.toString(), "8 pixels high and 9 wide", "8 x 8");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void what_is_no_model_is_refused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model");

    assertThat(Outcome.of("predict", "--model", text.toString(), "image.png").mistake())
        .contains(text.toString(), "model.onnx that tenon exports");
    assertThat(Outcome.of("evaluate", "--model", text.toString()).mistake())
        .contains(text.toString());
    assertThat(Outcome.of("predict", "--model", folder + "/gone.onnx", "image.png").mistake())
        .contains("gone.onnx", "no such file");
  }

  @Test
  void both_models_pass_the_checker_of_onnx() throws IOException, InterruptedException {
    OnnxChecker.check(file("finished", "model/model.onnx"));
    OnnxChecker.check(file("finished", "model/train-step.onnx"));
  }
}
