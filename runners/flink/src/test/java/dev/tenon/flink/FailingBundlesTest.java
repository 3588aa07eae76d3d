package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.onnxruntime.Device;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Evaluate;
import dev.tenon.transforms.Export;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.ReadRecords;
import dev.tenon.transforms.TrainInRounds;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flink in this process, where a tenth of the bundles before and behind each step fails once. */
@Timeout(900)
class FailingBundlesTest {
  @TempDir private Path folder;

  @Test
  void a_run_whose_bundles_fail_and_are_tried_again_ends_with_the_same_bits() throws IOException {
    Path stumbled = Files.createDirectory(folder.resolve("stumbled"));
    Blueprint blueprint =
        Blueprint.of(
            TinyRun.in(folder, 2)
                .with(
                    "\"epochs\"",
                    "\"strategy\": {\"type\": \"local_sgd\", \"workers\": 2, \"localSteps\": 6},"
                        + " \"epochs\"")
                .json(),
            new Options().withDevice(Device.CPU));

    run(Launchers.find("direct", List.of()), blueprint, "undisturbed", pipeline -> {});
    run(
        new FlinkLauncher(
            List.of("--flinkMaster=[local]", "--parallelism=2", "--flinkConfDir=" + restarting())),
        blueprint,
        "disturbed",
        new Consumer<>() {
          private int jobs;

          @Override
          public void accept(Pipeline pipeline) {
            jobs++;
            Stumbles.into(pipeline, "job " + jobs, stumbled);
          }
        });

    assertThat(Stumble.tried(stumbled)).isGreaterThan(80);
    assertThat((double) Stumble.failed(stumbled) / Stumble.tried(stumbled)).isBetween(0.05, 0.15);
    RunFiles.assertSame(folder.resolve("disturbed"), folder.resolve("undisturbed"));
  }

  /** Returns settings by which Flink tries again what has failed. */
  private Path restarting() throws IOException {
    Path settings = Files.createDirectory(folder.resolve("settings"));
    Files.writeString(
        settings.resolve("config.yaml"),
        """
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: 1000
        restart-strategy.fixed-delay.delay: 0 s
        """);
    return settings;
  }

  private void run(Launcher launcher, Blueprint blueprint, String name, Consumer<Pipeline> disturb)
      throws IOException {
    WorkDirectory work = new WorkDirectory(Files.createDirectory(folder.resolve(name)));
    Consumer<Consumer<Pipeline>> launch =
        steps ->
            launcher.run(
                pipeline -> {
                  steps.accept(pipeline);
                  disturb.accept(pipeline);
                });
    launch.accept(pipeline -> pipeline.apply("Ingest", Ingest.of(blueprint, work)));
    TrainInRounds.of(blueprint, work).withRounds(2).run(launch);
    launch.accept(
        pipeline ->
            pipeline
                .apply("Begin", Create.of(work.path()))
                .apply("Export", Export.of(blueprint))
                .apply("Read", ReadRecords.of(DataSplit.TEST))
                .apply("Evaluate", Evaluate.of(blueprint, work)));
  }
}
