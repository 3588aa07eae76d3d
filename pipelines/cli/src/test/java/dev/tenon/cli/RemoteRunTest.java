package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.training.Claim;
import dev.tenon.transforms.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose work directory lies in another file system than this machine's. */
class RemoteRunTest {
  private static final String BUCKET = "memory://bucket/";

  @TempDir private static Path folder;
  private static TinyExperiment experiment;
  private static String story;

  @BeforeAll
  static void run_here_and_there() {
    experiment =
        TinyExperiment.in(folder)
            .with("\"metrics\"", "\"listeners\": [\"best_checkpoint\"], \"metrics\"");
    run(folder.resolve("here").toString()).success();
    story = run(BUCKET + "there").success();
  }

  private static Outcome run(String work, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of("run", experiment.write(folder), "--work-dir", work, "--device", "cpu"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private static Map<String, byte[]> here() throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve("here"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        content.put(folder.resolve("here").relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return content;
  }

  private static void assertSameAsHere(String run) throws IOException {
    Map<String, byte[]> here = here();
    Map<String, byte[]> there = MemoryFileSystem.content(BUCKET + run);
    assertThat(there.keySet()).isEqualTo(here.keySet());
    there.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(here.get(name)));
  }

  @Test
  void a_run_leaves_the_same_files_as_here_and_no_others() throws IOException {
    assertThat(here())
        .containsKeys(
            "experiment.json",
            "history.csv",
            "history.png",
            "evaluation.json",
            "quarantine.jsonl",
            "data/manifest.json",
            "checkpoints/best.json",
            "checkpoints/final.json",
            "model/model.onnx");
    assertSameAsHere("there");
    assertThat(Path.of("memory:")).doesNotExist();
  }

  @Test
  void a_search_for_a_rate_works_there_and_changes_no_bit_of_a_run_after_it() throws IOException {
    String work = BUCKET + "searched";
    String[] search = {"find-lr", experiment.write(folder), "--work-dir", work, "--device", "cpu"};
    assertThat(Outcome.of(search).success())
        .contains("Records: 240 training", "Table  " + work + "/find-lr/lr.csv");
    assertThat(Outcome.of(search).success()).doesNotContain("Records:");
    run(work).success();
    assertThat(Outcome.of(search).success()).doesNotContain("Records:");

    Map<String, byte[]> there = MemoryFileSystem.content(work);
    there.keySet().removeIf(name -> name.startsWith("find-lr/"));
    assertThat(there.keySet()).isEqualTo(here().keySet());
    for (Map.Entry<String, byte[]> file : here().entrySet()) {
      assertThat(there.get(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
  }

  @Test
  void its_paths_are_told_with_their_scheme() {
    assertThat(story)
        .contains("Work directory: " + BUCKET + "there")
        .contains(BUCKET + "there/model/model.onnx");
  }

  @Test
  void a_shorter_run_that_is_resumed_ends_with_the_same_bits() throws IOException {
    run(BUCKET + "resumed", "--epochs", "1").success();
    for (String begun : List.of("", "data/", "model/", "checkpoints/")) {
      MemoryFileSystem.put(BUCKET + "resumed/" + begun + ".writing-1", "half");
    }

    assertThat(run(BUCKET + "resumed", "--resume").success())
        .contains("Going on after epoch 1 of 2");

    assertSameAsHere("resumed");
  }

  @Test
  void a_finished_run_makes_only_what_is_missing() throws IOException {
    run(BUCKET + "partial").success();
    MemoryFileSystem.remove(BUCKET + "partial/history.png");
    MemoryFileSystem.remove(BUCKET + "partial/evaluation.json");

    assertThat(run(BUCKET + "partial", "--resume").success()).doesNotContain("Epoch");

    assertSameAsHere("partial");
  }

  @Test
  void a_checkpoint_is_exported_and_a_model_judged_there() throws IOException {
    String work = BUCKET + "exported";
    run(work).success();

    Outcome.of("export", "--work-dir", work, "--checkpoint", "epoch-0001").success();
    assertThat(MemoryFileSystem.content(work)).doesNotContainKey("evaluation.json");
    Outcome.of("export", "--work-dir", work).success();
    String judged = Outcome.of("evaluate", "--work-dir", work).success();

    assertSameAsHere("exported");
    assertThat(Outcome.of("evaluate", "--model", work + "/model/model.onnx").success())
        .contains(judged.lines().filter(line -> line.startsWith("Test: ")).findFirst().get());
  }

  @Test
  void a_model_is_judged_in_a_folder_there_of_which_nothing_stays() {
    String model = folder.resolve("here/model/model.onnx").toString();

    String judged =
        Outcome.of("evaluate", "--model", model, "--", "--tempLocation=" + BUCKET + "shared")
            .success();

    assertThat(judged).isEqualTo(Outcome.of("evaluate", "--model", model).success());
    assertThat(MemoryFileSystem.content(BUCKET + "shared")).isEmpty();
  }

  @Test
  void a_damaged_checkpoint_there_is_noticed_and_the_one_before_used() throws IOException {
    String work = BUCKET + "damaged";
    run(work).success();
    for (String lost : List.of("checkpoints/final.json", "model/model.onnx")) {
      MemoryFileSystem.remove(work + "/" + lost);
    }
    MemoryFileSystem.put(work + "/checkpoints/epoch-0002.safetensors", "damaged");

    assertThat(run(work, "--resume").success())
        .contains("does not match its hash", "Going on after epoch 1 of 2");

    assertSameAsHere("damaged");
  }

  @Test
  void a_used_one_and_one_in_use_are_refused() throws IOException {
    assertThat(run(BUCKET + "there").mistake())
        .contains(BUCKET + "there is already used", "--resume");
    assertThat(run(BUCKET + "empty", "--resume").mistake())
        .contains("there is no run to resume in " + BUCKET + "empty");
    try (Claim claim = Locations.workDirectory(BUCKET + "there").claim(true)) {
      assertThat(claim).isNotNull();
      assertThat(run(BUCKET + "there", "--resume").mistake())
          .contains(BUCKET + "there is in use by another run", "remove " + BUCKET + "there/.claim");
    }
    assertThat(MemoryFileSystem.content(BUCKET + "empty")).isEmpty();
    assertSameAsHere("there");
  }

  @Test
  void a_file_that_cannot_be_written_there_is_named_and_nothing_half_written_stays() {
    String work = BUCKET + "full";
    MemoryFileSystem.limit(5000);
    try {
      assertThat(run(work).mistake())
          .contains("cannot write " + work + "/data/", "the quota of 5000 bytes is used up");
    } finally {
      MemoryFileSystem.limit(Long.MAX_VALUE);
    }
    assertThat(MemoryFileSystem.content(work).keySet()).containsExactly("experiment.json");
  }

  @Test
  void a_file_system_that_is_not_there_is_told_before_any_work() {
    for (String scheme : List.of("gs", "s3", "hdfs", "other")) {
      String work = scheme + "://bucket/run";
      assertThat(run(work).mistake())
          .contains("there is no file system for " + work, "beam-sdks-java-io", "TENON_CLASSPATH");
      assertThat(Outcome.of("evaluate", "--work-dir", work).mistake()).contains(work);
      assertThat(Outcome.of("export", "--work-dir", work).mistake()).contains(work);
      assertThat(Path.of(scheme + ":")).doesNotExist();
    }
  }

  @Test
  void what_can_be_no_path_is_refused() {
    assertThat(run(BUCKET + "run-*").mistake()).contains(BUCKET + "run-*", "wildcards");
    assertThat(run("file://elsewhere/run").mistake()).contains("'file://elsewhere/run' is no path");
  }

  @Test
  void a_file_scheme_means_this_machine() {
    run(folder.resolve("schemed").toUri().toString()).success();

    assertThat(folder.resolve("schemed/evaluation.json"))
        .hasSameBinaryContentAs(folder.resolve("here/evaluation.json"));
  }
}
