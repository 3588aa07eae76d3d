package dev.tenon.benchmarks;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Data;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.onnxruntime.Device;
import dev.tenon.plugins.metrics.Accuracy;
import dev.tenon.plugins.sources.FashionMnist;
import dev.tenon.spi.Source;
import dev.tenon.training.Trainer;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.Train;
import dev.tenon.transforms.TrainInRounds;
import dev.tenon.transforms.Workshop;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;

/**
 * Prints what training by several workers costs on one of Beam's runners, over the same rounds in a
 * plain loop, and how well it learns.
 *
 * <p>The first table is of one epoch on noise, each way once after a warm-up. The second is of
 * Fashion-MNIST, trained in the plain loop: pipelines come to the same bits. Batches of all workers
 * together have one size.
 */
public final class Strategies implements AutoCloseable {
  private static final List<Integer> WORKERS = List.of(1, 2, 4);

  private final Path folder = Files.createTempDirectory("tenon-strategies-");
  private final Options options = new Options().withDevice(Device.CPU);
  private final Tenon tenon = Tenon.create(options);
  private final Map<String, String> arguments;
  private int runs;

  private Strategies(Map<String, String> arguments) throws IOException {
    this.arguments = arguments;
  }

  /**
   * Measures and prints.
   *
   * @param args {@code runner} (direct or flink) and, for flink, {@code flinkMaster}, the address
   *     of a cluster on this machine; {@code records}, {@code batch} and {@code rounds} (rounds a
   *     pipeline) of the first table, {@code learned} (training records, 0 to leave it out) and
   *     {@code epochs} of the second, {@code model} (mlp or small-cnn); each as {@code name=value}
   * @throws IOException if the temporary folder cannot be written
   */
  public static void main(String[] args) throws IOException {
    Map<String, String> defaults =
        Map.of(
            "runner",
            "direct",
            "flinkMaster",
            "localhost:8081",
            "model",
            "mlp",
            "records",
            "2560",
            "batch",
            "128",
            "rounds",
            "10",
            "learned",
            "20000",
            "epochs",
            "3");
    Workshop.printTo(new Silence());
    try (Strategies benchmark = new Strategies(Arguments.of(defaults, args))) {
      benchmark.measureTime();
      benchmark.measureLearning();
    }
  }

  private int number(String name) {
    return Integer.parseInt(arguments.get(name));
  }

  private Experiment experiment(Source training, Source test) {
    int batch = number("batch");
    Workload workload =
        switch (arguments.get("model")) {
          case "mlp" -> Workload.mlp(batch);
          case "small-cnn" -> Workload.smallCnn(batch);
          default -> throw new IllegalArgumentException("model is mlp or small-cnn");
        };
    return workload
        .experiment()
        .withData(new Data(training, test))
        .withMetrics(new Accuracy())
        .withName("strategies");
  }

  private void measureTime() throws IOException {
    int records = number("records");
    Experiment experiment =
        experiment(
            Noise.write(folder, "train", Workload.smallCnn().input(), records),
            Noise.write(folder, "test", Workload.smallCnn().input(), 10));
    System.out.printf("%s; %s%n", Machine.description(), tenon.backend().description());
    System.out.printf(
        "%s on %s, %d records, batches of %d in all, %s rounds a pipeline%n%n",
        arguments.get("model"), runner(), records, number("batch"), arguments.get("rounds"));
    System.out.println(
        "| strategy | rounds | seconds a step, loop | seconds a round, loop | seconds a round,"
            + " Beam | overhead a round, s | MB shuffled an epoch |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int workers : WORKERS) {
      time(experiment, new Strategy.Synchronous(workers), 1);
    }
    for (int workers : WORKERS) {
      time(experiment.withBatch(number("batch") / workers), new Strategy.LocalSgd(workers, 10), 10);
    }
  }

  private void time(Experiment experiment, Strategy strategy, int steps) throws IOException {
    Experiment asked = experiment.withStrategy(strategy);
    long perWorker = (number("records") + strategy.workers() - 1) / strategy.workers();
    long batch = strategy instanceof Strategy.LocalSgd ? asked.batch() : number("batch");
    long records = strategy instanceof Strategy.LocalSgd ? perWorker : number("records");
    long epoch = (records + batch - 1) / batch;
    long rounds = (epoch + steps - 1) / steps;
    Seconds loop = seconds(asked, false);
    Seconds beam = seconds(asked, true);
    System.out.printf(
        "| %s | %d | %.4f | %.3f | %.3f | %.3f | %s |%n",
        strategy.summary(),
        rounds,
        loop.time / epoch,
        loop.time / rounds,
        beam.time / rounds,
        (beam.time - loop.time) / rounds,
        runner().equals("direct") ? "%.1f".formatted(beam.bytes / 1e6) : "as on direct");
  }

  private String runner() {
    return arguments.get("runner");
  }

  /** What an epoch took. */
  private record Seconds(double time, long bytes) {}

  private Seconds seconds(Experiment experiment, boolean beam) throws IOException {
    Blueprint blueprint = Blueprint.of(tenon.codec().write(experiment), options);
    Seconds last = new Seconds(0, 0);
    for (int i = 0; i < 2; i++) {
      WorkDirectory work = ingested(blueprint);
      CountingLauncher launcher = new CountingLauncher();
      long start = System.nanoTime();
      if (beam) {
        Consumer<Consumer<Pipeline>> run =
            runner().equals("direct") ? launcher::run : elsewhere()::run;
        TrainInRounds.of(blueprint, work).withRounds(number("rounds")).run(run);
      } else {
        launcher.run(pipeline -> pipeline.apply(Create.of(work.path())).apply(Train.of(blueprint)));
      }
      last = new Seconds((System.nanoTime() - start) / 1e9, launcher.shuffled());
    }
    return last;
  }

  private Launcher elsewhere() {
    return Launchers.find(runner(), List.of("--flinkMaster=" + arguments.get("flinkMaster")));
  }

  private WorkDirectory ingested(Blueprint blueprint) throws IOException {
    WorkDirectory work = new WorkDirectory(Files.createDirectory(folder.resolve("run-" + ++runs)));
    new CountingLauncher().run(pipeline -> pipeline.apply(Ingest.of(blueprint, work)));
    return work;
  }

  private void measureLearning() throws IOException {
    int records = number("learned");
    if (records == 0) {
      return;
    }
    FashionMnist test = new FashionMnist(FashionMnist.Split.TEST);
    Experiment fashion = experiment(new FashionMnist(FashionMnist.Split.TRAIN), test);
    Data data = fashion.data().withLimit(records).withValidation(test);
    Experiment experiment = fashion.withData(data).withEpochs(number("epochs"));
    System.out.printf("%nFashion-MNIST, %d records, %d epochs%n%n", records, experiment.epochs());
    System.out.println("| strategy | accuracy on test data |");
    System.out.println("|---|---|");
    learn(experiment);
    for (int workers : WORKERS.subList(1, WORKERS.size())) {
      learn(experiment.withStrategy(new Strategy.Synchronous(workers)));
      Experiment parted = experiment.withBatch(number("batch") / workers);
      for (int steps : List.of(1, 10, 100)) {
        learn(parted.withStrategy(new Strategy.LocalSgd(workers, steps)));
      }
      learn(parted.withStrategy(new Strategy.LocalSgd(workers, 100, new Outer.Nesterov())));
    }
  }

  private void learn(Experiment experiment) throws IOException {
    Blueprint blueprint = Blueprint.of(tenon.codec().write(experiment), options);
    WorkDirectory work = ingested(blueprint);
    new CountingLauncher()
        .run(pipeline -> pipeline.apply(Create.of(work.path())).apply(Train.of(blueprint)));
    String fingerprint = tenon.codec().fingerprint(experiment);
    double[] accuracy =
        new Trainer(experiment, fingerprint, tenon.backend(), work, new Silence())
            .trained()
            .history()
            .values("val_accuracy");
    System.out.printf(
        "| %s | %.4f |%n", experiment.strategy().summary(), accuracy[accuracy.length - 1]);
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
