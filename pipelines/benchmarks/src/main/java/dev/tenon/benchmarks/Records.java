package dev.tenon.benchmarks;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.direct.DirectLauncher;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.onnxruntime.Device;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.optimizers.Sgd;
import dev.tenon.training.Dataset;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Images of noise, ingested as any run's data is, in a temporary folder. */
final class Records implements AutoCloseable {
  private static final int CLASSES = 10;

  private final Path folder = Files.createTempDirectory("tenon-records-");
  private final WorkDirectory work = new WorkDirectory(folder);

  Records(Input size, int count) throws IOException {
    Options options = new Options().withDevice(Device.CPU);
    try (Tenon tenon = Tenon.create(options)) {
      Experiment experiment =
          Experiment.named("records")
              .withData(
                  Noise.write(folder, "train", size, count),
                  Noise.write(folder, "test", size, CLASSES))
              .withModel(new Model(size, new Flatten(), new Dense(CLASSES, new Softmax())))
              .withLoss(new CategoricalCrossEntropy())
              .withOptimizer(new Sgd(0.01));
      Blueprint blueprint = Blueprint.of(tenon.codec().write(experiment), options);
      new DirectLauncher(List.of()).run(pipeline -> pipeline.apply(Ingest.of(blueprint, work)));
    }
  }

  /** Opens the records, with all checks. */
  Dataset open() {
    return RecordFiles.open(work, DataSplit.TRAINING);
  }

  /** Removes the folder. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
