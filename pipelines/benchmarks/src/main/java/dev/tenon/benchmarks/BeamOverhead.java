package dev.tenon.benchmarks;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.direct.DirectLauncher;
import dev.tenon.experiment.Experiment;
import dev.tenon.onnxruntime.Device;
import dev.tenon.plugins.augmentations.RandomFlip;
import dev.tenon.plugins.losses.CategoricalCrossEntropy;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.optimizers.Adam;
import dev.tenon.plugins.sources.Idx;
import dev.tenon.spi.StoredFile;
import dev.tenon.training.Trainer;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.RecordFiles;
import dev.tenon.transforms.Train;
import dev.tenon.transforms.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Create;

/**
 * Prints how long the same training takes as a plain loop and as a transform on Beam's
 * DirectRunner, in turns.
 *
 * <p>Each time begins with ingested records and ends with the last checkpoint written. Both ways
 * must end with the same bits.
 */
public final class BeamOverhead implements AutoCloseable {
  private static final int RECORDS = 25_600;
  private static final int BATCH = 64;

  private final Path folder = Files.createTempDirectory("tenon-beam-overhead-");
  private final Options options = new Options().withDevice(Device.CPU);
  private final Tenon tenon = Tenon.create(options);
  private final DirectLauncher launcher = new DirectLauncher(List.of());
  private final Experiment experiment;
  private final Blueprint blueprint;
  private final WorkDirectory ingested;

  private BeamOverhead() throws IOException {
    experiment =
        Experiment.named("overhead")
            .withData(noise("train", RECORDS), noise("test", BATCH))
            .withModel(Workload.smallCnn())
            .withLoss(new CategoricalCrossEntropy())
            .withOptimizer(new Adam())
            .withAugmentations(new RandomFlip())
            .withMetrics(new Accuracy())
            .withBatch(BATCH);
    blueprint = Blueprint.of(tenon.codec().write(experiment), options);
    ingested = new WorkDirectory(Files.createDirectory(folder.resolve("ingested")));
    launcher.run(pipeline -> pipeline.apply(Ingest.of(blueprint, ingested)));
  }

  private Idx noise(String part, int count) throws IOException {
    return Noise.write(folder, part, Workload.smallCnn().input(), count);
  }

  /**
   * Measures and prints.
   *
   * @param args how many times each way is measured; 5 by default
   * @throws IOException if the temporary folder cannot be written
   */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Workshop.printTo(new Silence());
    try (BeamOverhead benchmark = new BeamOverhead()) {
      benchmark.measure(rounds);
    }
  }

  /** Measures both ways, the first round for warming up, with the order reversed each time. */
  private void measure(int rounds) throws IOException {
    System.out.printf("%s; %s%n", Machine.description(), tenon.backend().description());
    System.out.printf("small CNN, %d steps of batches of %d%n%n", RECORDS / BATCH, BATCH);
    System.out.println("| round | loop, s | Beam, s | ratio |");
    System.out.println("|---|---|---|---|");
    List<Double> loops = new ArrayList<>();
    List<Double> beams = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      WorkDirectory first = prepared("loop-" + round);
      WorkDirectory second = prepared("beam-" + round);
      boolean reversed = round % 2 == 1;
      double early = reversed ? beam(second) : loop(first);
      double late = reversed ? loop(first) : beam(second);
      requireSame(first, second);
      double loop = reversed ? late : early;
      double beam = reversed ? early : late;
      String name = round == 0 ? "warm-up" : Integer.toString(round);
      System.out.printf("| %s | %.2f | %.2f | %.3f |%n", name, loop, beam, beam / loop);
      if (round > 0) {
        loops.add(loop);
        beams.add(beam);
        ratios.add(beam / loop);
      }
    }
    System.out.printf(
        "| **median** | %.2f | %.2f | %.3f |%n", median(loops), median(beams), median(ratios));
  }

  private double loop(WorkDirectory directory) {
    long start = System.nanoTime();
    RecordFiles records = RecordFiles.open(directory, DataSplit.TRAINING);
    String fingerprint = tenon.codec().fingerprint(experiment);
    new Trainer(experiment, fingerprint, tenon.backend(), directory, new Silence())
        .fit(records, Optional.empty());
    return (System.nanoTime() - start) / 1e9;
  }

  private double beam(WorkDirectory directory) {
    long start = System.nanoTime();
    launcher.run(
        pipeline -> pipeline.apply(Create.of(directory.path())).apply(Train.of(blueprint)));
    return (System.nanoTime() - start) / 1e9;
  }

  /** Makes a work directory with the records in it. */
  private WorkDirectory prepared(String name) throws IOException {
    WorkDirectory directory = new WorkDirectory(Files.createDirectory(folder.resolve(name)));
    for (String file : ingested.data().files()) {
      byte[] bytes = ingested.data().file(file).bytes();
      directory.data().file(file).write(out -> out.write(bytes));
    }
    return directory;
  }

  private static void requireSame(WorkDirectory one, WorkDirectory other) throws IOException {
    for (String name : one.checkpoints().files()) {
      StoredFile file = one.checkpoints().file(name);
      StoredFile counterpart = other.checkpoints().file(name);
      if (name.endsWith(".safetensors") && !Arrays.equals(file.bytes(), counterpart.bytes())) {
        throw new IllegalStateException(file + " and " + counterpart + " differ");
      }
    }
  }

  private static double median(List<Double> values) {
    return new Times(values.stream().mapToDouble(value -> value).toArray()).median();
  }

  /** Removes the temporary folder. */
  @Override
  public void close() throws IOException {
    tenon.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
