package dev.tenon.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.onnxruntime.Device;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.TrainInRounds;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is too much for Flink's buffers at once. */
@Timeout(900)
@ExtendWith(TwoWorkers.Started.class)
class LargeStateIT {
  /** 64 inputs, 80,000 units and 4 classes: 5.5 million parameters of 4 bytes. */
  private static final String WIDE =
      """
      "flatten",
      {"type": "dense", "units": 80000, "activation": "relu"},
      {"type": "dense", "units": 4, "activation": "softmax"}
      """;

  /** Of a parameter, and of the two moments that each of two workers keeps. */
  private static final int COPIES = 1 + 2 * 2;

  @TempDir private Path folder;

  @Test
  void a_state_of_a_hundred_megabytes_passes_from_worker_to_worker(TwoWorkers cluster)
      throws IOException {
    Path there = train(Launchers.find("flink", List.of(cluster.option())), "there");
    Path here = train(Launchers.find("direct", List.of()), "here");

    assertThat(Files.size(there)).isGreaterThan(COPIES * 4L * (64 + 1 + 4) * 80_000);
    assertThat(there).hasSameBinaryContentAs(here);
  }

  /** Takes one round of one step of each worker; returns the file of what it ended with. */
  private Path train(Launcher launcher, String name) throws IOException {
    String json =
        TinyRun.in(folder, 1)
            .withLayers(WIDE)
            .with(
                "\"batch\": 20",
                "\"batch\": 600, \"strategy\": {\"type\": \"local_sgd\", \"workers\": 2}")
            .json();
    Blueprint blueprint = Blueprint.of(json, new Options().withDevice(Device.CPU));
    WorkDirectory work = new WorkDirectory(folder.resolve(name));
    launcher.run(pipeline -> pipeline.apply("Ingest", Ingest.of(blueprint, work)));
    TrainInRounds.of(blueprint, work).run(launcher::run);
    return folder.resolve(name).resolve("checkpoints/final-0001.safetensors");
  }
}
