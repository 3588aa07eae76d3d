package dev.tenon.cli;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Model;
import dev.tenon.onnxruntime.Device;
import dev.tenon.plugins.activations.Relu;
import dev.tenon.plugins.activations.Softmax;
import dev.tenon.plugins.layers.BatchNormalization;
import dev.tenon.plugins.layers.Conv2D;
import dev.tenon.plugins.layers.Dense;
import dev.tenon.plugins.layers.Dropout;
import dev.tenon.plugins.layers.Flatten;
import dev.tenon.plugins.layers.MaxPooling2D;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.schedules.LinearDecay;
import dev.tenon.plugins.sources.Idx;
import dev.tenon.spi.LocalFolder;
import dev.tenon.training.Claim;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A whole run of a tiny experiment on noise, in a folder that is gone afterwards: it tells whether
 * everything works together, and shows the JVM which classes a run needs.
 */
final class Rehearsal {
  private static final int RECORDS = 40;
  private static final int SIDE = 8;
  private static final int CLASSES = 2;

  private Rehearsal() {}

  /**
   * Ingests, trains, exports and evaluates, and prints nothing.
   *
   * @throws RuntimeException if any of it fails
   */
  @SuppressWarnings("try") // What is held needs no mention.
  static void run() {
    Options options = new Options().withDevice(Device.CPU);
    Terminal silent = new Terminal(silence(), silence(), false, Integer.MAX_VALUE);
    try (Scratch scratch = Scratch.here();
        Tenon tenon = Tenon.create(options)) {
      Path folder = scratch.directory().folder().local().orElseThrow();
      Experiment experiment = experiment(source(folder)).validated();
      WorkDirectory directory = new WorkDirectory(folder.resolve("run"));
      try (Claim claim = directory.claim(false)) {
        Launcher launcher = Launchers.find(RunnerOptions.DEFAULT, List.of());
        new Run(silent, tenon, options, launcher, experiment, directory, 1).carryOut(false, "");
      }
    }
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static Experiment experiment(Idx source) {
    return Experiment.named("rehearsal")
        .withData(new Data(source, source).withValidationSplit(0.2))
        .withModel(
            new Model(
                new Input(SIDE, SIDE, 1),
                new Conv2D(2, 3, new Relu()),
                new MaxPooling2D(),
                new BatchNormalization(),
                new Flatten(),
                new Dropout(0.1),
                new Dense(CLASSES, new Softmax())))
        .withLoss(new CategoricalCrossEntropy())
        .withOptimizer(new Adam())
        .withSchedule(new LinearDecay(1e-5, 1))
        .withMetrics(new Accuracy())
        .withListeners(new CsvHistory())
        .withEpochs(1)
        .withBatch(RECORDS / 4);
  }

  private static Idx source(Path folder) {
    byte[] samples = new byte[RECORDS * SIDE * SIDE];
    new SplittableRandom(1).nextBytes(samples);
    ByteBuffer images = ByteBuffer.allocate(4 * Integer.BYTES + samples.length);
    images.putInt(0x803).putInt(RECORDS).putInt(SIDE).putInt(SIDE).put(samples);
    ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + RECORDS);
    labels.putInt(0x801).putInt(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      labels.put((byte) (i % CLASSES));
    }
    LocalFolder target = new LocalFolder(folder);
    target.file("noise-images").write(out -> out.write(images.array()));
    target.file("noise-labels").write(out -> out.write(labels.array()));
    return new Idx(folder.resolve("noise-images"), folder.resolve("noise-labels"));
  }
}
