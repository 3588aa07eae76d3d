package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.graph.Tensor;
import dev.tenon.onnxruntime.Device;
import dev.tenon.onnxruntime.OnnxRuntimeBackend;
import dev.tenon.onnxruntime.OnnxRuntimeOptions;
import dev.tenon.spi.Activation;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Plugin;
import dev.tenon.spi.PluginInfo;
import dev.tenon.training.Claim;
import dev.tenon.training.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake ends with exit code 2 and one line that names the thing and the remedy. */
class BadInputTest {
  @TempDir private Path folder;

  private Path work() {
    return folder.resolve("work");
  }

  private Outcome run(TinyExperiment experiment, String... more) {
    List<String> args =
        Stream.concat(
                Stream.of(
                    "run",
                    experiment.write(folder),
                    "--work-dir",
                    work().toString(),
                    "--device",
                    "cpu"),
                Arrays.stream(more))
            .toList();
    return Outcome.of(args.toArray(String[]::new));
  }

  /** Runs what fails before anything is written. */
  private String refused(TinyExperiment experiment, String... more) {
    String line = run(experiment, more).mistake();
    assertThat(work()).doesNotExist();
    return line;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(work())) {
      return all.filter(Files::isRegularFile)
          .map(file -> work().relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void an_unknown_experiment_is_answered_with_the_nearest_and_how_to_name_one() {
    assertThat(Outcome.of("run", "fashion-mist", "--work-dir", work().toString()).mistake())
        .isEqualTo(
            "tenon: there is no experiment 'fashion-mist'; did you mean 'fashion-mnist'? give a"
                + " shipped name (tenon list shows them), a JSON file, or a class on the class path"
                + " that implements dev.tenon.experiment.Definition");
    assertThat(work()).doesNotExist();
  }

  @Test
  void an_unknown_plugin_is_named_with_its_place_and_what_there_is() {
    assertThat(refused(TinyExperiment.in(folder).with("conv2d", "konv2d")))
        .contains("tiny.json", "model.layers[0]", "'konv2d'", "did you mean 'conv2d'?");
  }

  @Test
  void an_unknown_parameter_is_named_with_those_there_are() {
    assertThat(refused(TinyExperiment.in(folder).with("\"k\": 2", "\"k\": 2, \"depth\": 1")))
        .contains("metrics[1].depth", "unknown parameter", "k");
  }

  @Test
  void an_unknown_key_is_named_with_the_nearest() {
    assertThat(refused(TinyExperiment.in(folder).with("\"epochs\"", "\"epoch\"")))
        .contains("epoch", "epochs");
  }

  @Test
  void a_wrong_type_is_told_with_what_was_expected_and_what_came() {
    assertThat(refused(TinyExperiment.in(folder).with("\"filters\": 4", "\"filters\": \"many\"")))
        .contains("model.layers[0].filters", "integer", "\"many\"");
  }

  @Test
  void json_that_is_none_is_told_with_line_and_column() {
    assertThat(refused(TinyExperiment.in(folder).with("\"seed\": 7", "\"seed\": 7,")))
        .contains("tiny.json is no JSON", "line");
  }

  @Test
  void json_of_another_version_is_refused_with_both_versions() {
    assertThat(refused(TinyExperiment.in(folder).with("\"tenon\": 1", "\"tenon\": 2")))
        .contains("tiny.json has format version 2", "reads version 1");
  }

  @Test
  void zero_classes_are_refused_where_the_layer_is_described() {
    assertThat(refused(TinyExperiment.in(folder).with("\"units\": 4", "\"units\": 0")))
        .contains("model.layers[5]", "units", "0");
  }

  @Test
  void fewer_units_than_classes_are_refused_with_both_numbers() {
    assertThat(refused(TinyExperiment.in(folder).with("\"units\": 4", "\"units\": 3")))
        .contains("predicts 3 classes", "the source has 4", "let it have 4 units");
  }

  @Test
  void a_negative_learning_rate_is_refused() {
    assertThat(refused(TinyExperiment.in(folder).with("0.02", "-0.02")))
        .contains("optimizer", "-0.02");
  }

  @Test
  void a_negative_dropout_rate_is_refused() {
    assertThat(refused(TinyExperiment.in(folder).with("\"rate\": 0.1", "\"rate\": -0.1")))
        .contains("model.layers[4]", "rate", "-0.1");
  }

  @Test
  void no_epochs_no_batch_and_no_records_are_refused() {
    TinyExperiment experiment = TinyExperiment.in(folder);

    assertThat(refused(experiment, "--epochs", "0")).contains("epochs", "at least 1", "0");
    assertThat(refused(experiment, "--batch", "-5")).contains("batch", "at least 1", "-5");
    assertThat(refused(experiment, "--limit", "0")).contains("--limit", "at least 1", "0");
  }

  @Test
  void an_argument_after_the_experiment_is_taken_for_no_option_of_beam() {
    assertThat(refused(TinyExperiment.in(folder), "fast"))
        .contains("'fast'", "does not begin with '--'");
  }

  @Test
  void an_unknown_option_of_beam_is_named() {
    assertThat(refused(TinyExperiment.in(folder), "--", "--fast=true")).contains("fast", "Beam");
  }

  @Test
  void a_runner_that_is_not_there_is_answered_with_those_that_are() {
    assertThat(refused(TinyExperiment.in(folder), "--runner", "heron"))
        .contains("no runner 'heron'", "only direct", "./tenon builds");
  }

  @Test
  void a_name_for_jobs_is_refused() {
    assertThat(refused(TinyExperiment.in(folder), "--", "--jobName=mine"))
        .contains("--jobName", "leave it out");
  }

  @Test
  void without_flink_there_is_no_cluster_to_start() {
    assertThat(Outcome.of("cluster", "start").mistake())
        .contains("no runner with a cluster", "runners/flink");
  }

  @Test
  void beams_own_choice_of_another_runner_is_refused() {
    assertThat(refused(TinyExperiment.in(folder), "--", "--runner=HeronRunner"))
        .contains("--runner=HeronRunner", "DirectRunner");
  }

  @Test
  void a_device_that_cannot_be_used_is_named_with_the_other() {
    OnnxRuntimeOptions best = new OnnxRuntimeOptions().withDevice(Device.AUTO);
    try (OnnxRuntimeBackend backend = new OnnxRuntimeBackend(best)) {
      assumeTrue(backend.device() == Device.CPU, "this machine has a usable GPU");
    }
    String file = TinyExperiment.in(folder).write(folder);

    assertThat(
            Outcome.of("run", file, "--work-dir", work().toString(), "--device", "cuda").mistake())
        .contains("cuda", "--device=cpu");
    assertThat(work()).doesNotExist();
  }

  @Test
  void labels_out_of_range_are_told_with_a_record_and_the_range() throws IOException {
    TinyData five = TinyData.write(folder, "five", 100, TinyData.SIDE, 5);
    TinyData test = TinyData.write(folder, "test", 40);
    String classes = ", \"classes\": [\"a\", \"b\", \"c\", \"d\"]}";
    TinyExperiment experiment =
        TinyExperiment.on(five, test)
            .with(five.json(), five.json().replace("}", classes))
            .with(test.json(), test.json().replace("}", classes));

    assertThat(run(experiment).mistake())
        .contains("20 of the 100 records", "five-000004", "label 4", "0 to 3", "quarantine.jsonl");
    assertThat(files()).containsExactly("experiment.json", "quarantine.jsonl");
    assertThat(Files.readAllLines(work().resolve("quarantine.jsonl"))).hasSize(20);
  }

  @Test
  void images_of_another_size_are_told_with_both_sizes() throws IOException {
    TinyExperiment experiment =
        TinyExperiment.in(folder)
            .with("\"height\": 8, \"width\": 8", "\"height\": 10, \"width\": 10");

    assertThat(run(experiment).mistake()).contains("8x8x1", "the model takes 10x10x1");
    assertThat(files()).containsExactly("experiment.json", "quarantine.jsonl");
  }

  @Test
  void images_of_other_channels_are_told_with_both_numbers() throws IOException {
    TinyExperiment experiment =
        TinyExperiment.in(folder).with("\"channels\": 1", "\"channels\": 3");

    assertThat(run(experiment).mistake()).contains("8x8x1", "the model takes 8x8x3");
    assertThat(files()).containsExactly("experiment.json", "quarantine.jsonl");
  }

  @Test
  void after_a_mistake_in_the_data_the_mended_experiment_goes_on_in_the_same_directory() {
    TinyExperiment experiment = TinyExperiment.in(folder);
    run(experiment.with("\"channels\": 1", "\"channels\": 3")).mistake();

    assertThat(run(experiment, "--resume", "--epochs", "1").success()).contains("Test: loss");
  }

  @Test
  void a_truncated_file_is_told_with_both_lengths() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    Path images = folder.resolve("train-images");
    Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 1000));

    assertThat(refused(experiment)).contains(images.toString(), "1000");
  }

  @Test
  void an_empty_file_is_told() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    Path labels = folder.resolve("train-labels");
    Files.write(labels, new byte[0]);

    assertThat(refused(experiment)).contains(labels.toString(), "empty");
  }

  @Test
  void a_file_without_records_is_told() throws IOException {
    TinyExperiment experiment =
        TinyExperiment.on(
            TinyData.write(folder, "none", 0), TinyData.write(folder, "test", TinyExperiment.TEST));

    assertThat(refused(experiment)).contains("none-images");
  }

  @Test
  void a_missing_data_folder_is_told() {
    Path missing = folder.resolve("missing");
    TinyData gone = new TinyData(missing.resolve("images"), missing.resolve("labels"));
    TinyExperiment experiment =
        TinyExperiment.on(gone, TinyData.write(folder, "test", TinyExperiment.TEST));

    assertThat(refused(experiment)).contains(missing.toString());
  }

  @Test
  void a_work_directory_without_a_parent_is_told_with_the_missing_folder() {
    Path missing = folder.resolve("missing");

    assertThat(
            Outcome.of(
                    "run",
                    TinyExperiment.in(folder).write(folder),
                    "--work-dir",
                    missing.resolve("work").toString())
                .mistake())
        .contains("there is no folder " + missing);
    assertThat(missing).doesNotExist();
  }

  @Test
  void a_work_directory_in_use_is_refused_and_left_alone() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    Files.createDirectory(work());
    Claim claim = new WorkDirectory(work()).claim(false);
    try {
      assertThat(run(experiment).mistake())
          .contains(work().toString(), "in use by another run", "choose another");
    } finally {
      claim.close();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void a_run_whose_job_may_still_run_where_nobody_can_end_it_is_not_resumed() throws IOException {
    run(TinyExperiment.in(folder)).success();
    Path job = work().resolve(".job");
    Files.writeString(
        job, "{\"runner\": \"far\", \"options\": [\"--at=there\"], \"name\": \"tenon-work\"}");

    assertThat(run(TinyExperiment.in(folder), "--resume").mistake())
        .contains(
            "a job of this run may still run",
            "no runner 'far'",
            "resume with --runner far -- --at=there",
            "remove " + job);
    assertThat(job).exists();

    Files.writeString(job, "half");
    assertThat(run(TinyExperiment.in(folder), "--resume").mistake())
        .contains("cannot read " + job, "see that it has ended, and remove the file");
  }

  @Test
  void a_used_work_directory_is_refused_unless_resuming() throws IOException {
    Files.createDirectory(work());
    Files.writeString(work().resolve("thesis.txt"), "precious");

    assertThat(run(TinyExperiment.in(folder)).mistake())
        .contains(work().toString(), "already used", "--resume");
    assertThat(files()).containsExactly("thesis.txt");
  }

  @Test
  void nothing_to_resume_is_told() {
    assertThat(refused(TinyExperiment.in(folder), "--resume"))
        .contains("no run to resume in " + work(), "leave out --resume");
  }

  @Test
  void a_file_in_place_of_the_work_directory_is_refused() throws IOException {
    Files.writeString(work(), "a file");

    assertThat(run(TinyExperiment.in(folder)).mistake()).contains(work().toString(), "no");
    assertThat(work()).hasContent("a file");
  }

  @Test
  void checkpoints_of_another_experiment_are_refused_with_the_difference() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    run(experiment).success();
    byte[] model = Files.readAllBytes(work().resolve("model/model.onnx"));

    assertThat(run(experiment.with("0.02", "0.03"), "--resume", "--epochs", "3").mistake())
        .contains(work().toString(), "another experiment", "differs in optimizer");
    assertThat(run(experiment, "--resume", "--limit", "100").mistake())
        .contains("another experiment", "differs in data");
    assertThat(work().resolve("model/model.onnx")).hasBinaryContent(model);
  }

  @Test
  void a_run_whose_data_was_removed_is_still_no_other_experiment_s() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    run(experiment).success();
    Files.delete(work().resolve("data/manifest.json"));

    assertThat(run(experiment.with("0.02", "0.03"), "--resume").mistake())
        .contains("another experiment", "differs in optimizer");
    assertThat(work().resolve("experiment.json")).content().contains("0.02");
    assertThat(run(experiment, "--resume").success()).contains("Records: 240 training");
  }

  @Test
  void fewer_epochs_than_are_done_are_refused() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    run(experiment).success();
    List<String> before = files();

    assertThat(run(experiment, "--resume", "--epochs", "1").mistake())
        .contains("has done 2 epochs already", "1");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void a_corrupt_checkpoint_falls_back_to_the_one_before_and_says_so() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    run(experiment).success();
    byte[] model = Files.readAllBytes(work().resolve("model/model.onnx"));
    corrupt(work().resolve("checkpoints/epoch-0002.safetensors"));
    Files.delete(work().resolve("model/model.onnx"));

    assertThat(run(experiment, "--resume").success())
        .contains("epoch-0002.json is damaged", "falling back to the one before");
    assertThat(work().resolve("model/model.onnx")).hasBinaryContent(model);
  }

  @Test
  void if_all_checkpoints_are_corrupt_the_run_ends_there() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    run(experiment).success();
    corrupt(work().resolve("checkpoints/epoch-0001.safetensors"));
    corrupt(work().resolve("checkpoints/epoch-0002.safetensors"));
    Files.delete(work().resolve("model/model.onnx"));

    assertThat(run(experiment, "--resume").mistake())
        .contains("all checkpoints in", "are damaged", "begin anew");
    assertThat(work().resolve("model/model.onnx")).doesNotExist();
  }

  @Test
  void damaged_data_is_told_and_removing_it_mends_the_run() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    run(experiment, "--epochs", "1").success();
    Path data = work().resolve("data");
    Path shard = data.resolve("training-00000-of-00001.tfrecord");
    corrupt(shard);

    assertThat(run(experiment, "--resume").mistake())
        .contains(shard + " is damaged", "remove its folder and go on with the run");

    for (String file : List.of("manifest.json", shard.getFileName().toString())) {
      Files.delete(data.resolve(file));
    }
    assertThat(run(experiment, "--resume").success()).contains("Going on after epoch 1 of 2");
  }

  private static void corrupt(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void a_plugin_with_an_id_that_is_taken_is_told_and_does_no_harm() throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder);
    try (Services services = new Services(folder)) {
      services.add(Plugin.class, RivalPlugin.class);

      Outcome outcome = run(experiment, "--epochs", "1");

      assertThat(outcome.err().lines())
          .containsExactly(
              "tenon: plug-in rival (%s) is disabled: the activation 'relu' is contributed by standard (dev.tenon.plugins.StandardPlugin) already"
                  .formatted(folder));
      assertThat(outcome.code()).isZero();
    }
  }

  @Test
  void a_loss_that_is_no_number_stops_the_run_and_keeps_the_last_good_checkpoint()
      throws IOException {
    TinyExperiment experiment = TinyExperiment.in(folder).with("0.02", "1e30");

    assertThat(run(experiment).mistake())
        .contains("loss became", "in epoch 1, step", "learning rate of 1.0E30", "too high");
    assertThat(files()).noneMatch(file -> file.startsWith("model") || file.contains("evaluation"));
  }

  /** A plug-in that contributes an id that is in use. */
  @PluginInfo(name = "rival", api = PluginInfo.API)
  public static final class RivalPlugin implements Plugin {
    @Override
    public void contribute(Contributions contributions) {
      contributions.add("relu", Straight.class);
    }
  }

  /** Another activation. */
  public record Straight() implements Activation {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }
}
