package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training by several workers, as a person asks for it. */
class StrategyOptionsTest {
  @TempDir private static Path folder;

  private static Outcome run(String work, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of(
                    "run",
                    TinyExperiment.in(folder).write(folder),
                    "--work-dir",
                    folder.resolve(work).toString(),
                    "--device",
                    "cpu",
                    "--limit",
                    "90"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private static Path file(String work, String name) {
    return folder.resolve(work).resolve(name);
  }

  @Test
  void workers_train_a_model_that_is_exported_and_judged() {
    String story =
        run("averaged", "--strategy", "local-sgd", "--workers", "2", "--local-steps", "2")
            .success();

    assertThat(story)
        .contains(
            "seed 7, local-sgd with 2 workers, 2 local steps and averaging, on ONNX Runtime",
            "Epoch 2/2",
            "on 80 examples");
    assertThat(contentOf(file("averaged", "experiment.json").toFile()))
        .contains("\"type\": \"local_sgd\"", "\"workers\": 2", "\"localSteps\": 2");
    assertThat(file("averaged", "model/model.onnx")).exists();
    assertThat(file("averaged", "checkpoints")).isDirectoryNotContaining("glob:**round-*");
  }

  @Test
  void one_worker_by_itself_does_what_training_by_one_process_does() {
    run("local").success();
    run("alone", "--strategy", "local-sgd", "--workers", "1", "--local-steps", "3").success();

    for (String name : List.of("history.csv", "evaluation.json")) {
      assertThat(file("alone", name)).hasSameBinaryContentAs(file("local", name));
    }
  }

  @Test
  void a_run_goes_on_with_more_workers_for_the_same_slices() throws IOException {
    String[] four = {"--strategy", "synchronous", "--workers", "4"};
    run("whole", four).success();
    String[] one = {"--strategy", "synchronous", "--workers", "1", "--slices", "4"};
    run(
            "resumed",
            Stream.concat(Arrays.stream(one), Stream.of("--epochs", "1")).toArray(String[]::new))
        .success();
    String story =
        run(
                "resumed",
                Stream.concat(Arrays.stream(four), Stream.of("--resume")).toArray(String[]::new))
            .success();

    assertThat(story).contains("Going on after epoch 1 of 2.");
    for (String name :
        List.of("history.csv", "evaluation.json", "checkpoints/final-0002.safetensors")) {
      assertThat(Files.readAllBytes(file("resumed", name)))
          .isEqualTo(Files.readAllBytes(file("whole", name)));
    }
  }

  @Test
  void a_run_of_another_strategy_is_not_gone_on_with() {
    run("other", "--epochs", "1").success();
    assertThat(run("other", "--resume", "--strategy", "synchronous", "--workers", "2").mistake())
        .contains("is of another experiment, which differs in strategy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--strategy fast | tenon: --strategy must be local, synchronous, local-sgd, got 'fast'",
        "--strategy synchronous | tenon: --strategy synchronous needs --workers",
        "--strategy local-sgd --local-steps 2 | tenon: --strategy local-sgd needs --workers",
        "--workers 2 | tenon: --workers means nothing to the strategy local; choose another with"
            + " --strategy, or leave it out",
        "--strategy synchronous --workers 2 --local-steps 3 | tenon: --local-steps means nothing to"
            + " the strategy synchronous; choose another with --strategy, or leave it out",
        "--strategy synchronous --workers 3 --slices 4 | tenon: --strategy synchronous: 4 slices"
            + " cannot be shared evenly by 3 workers; give a multiple of 3",
        "--strategy synchronous --workers 3 | tenon: experiment tiny: strategy.slices: must divide"
            + " the batch of 20 into parts of one size, got 3",
        "--strategy local-sgd --workers 0 --local-steps 3 | tenon: --strategy local-sgd: workers"
            + " must be at least 1, got 0",
        "--strategy local-sgd --workers 2 --local-steps 3 --outer-momentum 1 | tenon: --strategy"
            + " local-sgd: the outer momentum must be at least 0 and below 1, got 1.0",
        "--strategy synchronous --workers 2 --rounds 0 | tenon: --rounds must be at least 1, got 0"
      })
  void what_does_not_fit_is_told_in_one_line_before_anything_is_written(
      String options, String message) {
    assertThat(run("never", options.split(" ")).mistake()).isEqualTo(message);
    assertThat(file("never", "experiment.json")).doesNotExist();
  }
}
