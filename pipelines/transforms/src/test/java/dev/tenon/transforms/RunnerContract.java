package dev.tenon.transforms;

import static org.apache.beam.sdk.values.TypeDescriptors.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Outer;
import dev.tenon.experiment.Strategy;
import dev.tenon.plugins.listeners.CsvHistory;
import dev.tenon.predict.Feed;
import dev.tenon.predict.ModelFile;
import dev.tenon.predict.Predict;
import dev.tenon.predict.Prediction;
import dev.tenon.spi.Example;
import dev.tenon.spi.UserError;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.launch.Launcher;
import dev.tenon.transforms.launch.Launchers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds on every runner: Tenon's pipelines give the same bytes as on the DirectRunner, which
 * runs them beside it, and a user's mistake comes out as it went in.
 */
@Tag("runner")
@TestInstance(Lifecycle.PER_CLASS)
public abstract class RunnerContract {
  private static final Map<String, Strategy> STRATEGIES =
      Map.of(
          "synchronous",
          new Strategy.Synchronous(2),
          "local-sgd",
          new Strategy.LocalSgd(2, 1, new Outer.Nesterov()));

  @TempDir private static Path folder;

  private final Experiment experiment = Toys.experiment().withEpochs(2);
  private Blueprint blueprint;
  private Map<String, String> expected;
  private Map<String, String> actual;

  /** Returns a launcher of the runner that is tested. */
  protected abstract Launcher launcher();

  @BeforeAll
  void run_everything_on_both() throws IOException {
    blueprint = Direct.blueprint(experiment, folder);
    expected = run(Launchers.find("direct", List.of()), "direct");
    actual = run(launcher(), "runner");
  }

  private Map<String, String> run(Launcher launcher, String name) throws IOException {
    WorkDirectory work = new WorkDirectory(Files.createDirectory(folder.resolve(name)));
    Path lines = Files.createDirectory(folder.resolve(name + "-lines"));
    launcher.run(
        pipeline -> {
          train(pipeline, blueprint, work);
          STRATEGIES.keySet().forEach(each -> ingest(pipeline, name, each));
        });
    launcher.run(
        pipeline -> use(pipeline.apply("Begin", Create.of(work.path())), blueprint, work, lines));
    Map<String, String> digests = new TreeMap<>();
    digest("", Path.of(work.path()), digests, false);
    digest("", lines, digests, true);
    for (String strategy : STRATEGIES.keySet()) {
      TrainInRounds.of(spread(strategy), work(name, strategy)).withRounds(2).run(launcher::run);
      digest(strategy + "/", Path.of(work(name, strategy).path()), digests, false);
    }
    return digests;
  }

  private Blueprint spread(String strategy) {
    return Direct.blueprint(
        experiment
            .withBatch(24)
            .withEpochs(1)
            .withListeners(new CsvHistory())
            .withStrategy(STRATEGIES.get(strategy)),
        folder);
  }

  private static WorkDirectory work(String name, String strategy) {
    return new WorkDirectory(folder.resolve(name + "-" + strategy));
  }

  private void ingest(Pipeline pipeline, String name, String strategy) {
    pipeline.apply("Ingest for " + strategy, Ingest.of(spread(strategy), work(name, strategy)));
  }

  /**
   * Returns all of it as one pipeline, for those who translate only.
   *
   * @param folder an existing folder
   * @return applies the transforms
   */
  public static Consumer<Pipeline> pipelines(Path folder) {
    Blueprint blueprint = Direct.blueprint(Toys.experiment(), folder);
    WorkDirectory work = new WorkDirectory(folder);
    String path = folder.toString();
    return pipeline ->
        use(
            train(pipeline, blueprint, work)
                .apply("Begin again", MapElements.into(strings()).via(json -> path)),
            blueprint,
            work,
            folder);
  }

  /** Ingests, trains, exports and evaluates. */
  private static PCollection<String> train(
      Pipeline pipeline, Blueprint blueprint, WorkDirectory work) {
    return pipeline
        .apply("Ingest", Ingest.of(blueprint, work))
        .apply("Train", Train.of(blueprint))
        .apply("Export", Export.of(blueprint))
        .apply("Read", ReadRecords.of(DataSplit.TEST))
        .apply("Evaluate", Evaluate.of(blueprint, work));
  }

  /** Augments and predicts, and writes lines. */
  private static void use(
      PCollection<String> paths, Blueprint blueprint, WorkDirectory work, Path lines) {
    PCollection<Example> examples = paths.apply("Read again", ReadRecords.of(DataSplit.TEST));
    examples
        .apply("Augment", Augment.of(blueprint).withEpoch(3))
        .apply("Digest", ParDo.of(new DigestExample()))
        .apply("Write", write(lines.resolve("augmented")));
    examples
        .apply(
            "Predict",
            Predict.of(
                    ModelFile.at(Export.model(work).toString()), Feed.image().from(Example::image))
                .withBatch(8)
                .withThreads(1))
        .get(Predict.<Example>predictions())
        .apply("Describe", ParDo.of(new DescribePrediction()))
        .apply("Write predictions", write(lines.resolve("predicted")));
  }

  private static TextIO.Write write(Path to) {
    return TextIO.write().to(to.toString()).withoutSharding();
  }

  /** Adds the digest of each file; lines come in any order. */
  private static void digest(String prefix, Path from, Map<String, String> to, boolean sorted)
      throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (sorted) {
          bytes = String.join("\n", Files.readAllLines(file).stream().sorted().toList()).getBytes();
        }
        to.put(prefix + from.relativize(file), sha256(bytes));
      }
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class DigestExample extends DoFn<Example, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Example example, OutputReceiver<String> out) {
      out.output(example.id() + " " + sha256(ExampleCoder.toBytes(example)));
    }
  }

  private static final class DescribePrediction extends DoFn<Prediction<Example>, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Prediction<Example> predicted, OutputReceiver<String> out) {
      out.output(
          predicted.input().id()
              + " "
              + predicted.label().orElseThrow()
              + " "
              + Arrays.toString(predicted.probabilities()));
    }
  }

  private void assertSame(String... names) {
    assertThat(expected).containsKeys(names);
    for (String name : names) {
      assertThat(actual).as(name).containsEntry(name, expected.get(name));
    }
  }

  @Test
  void ingested_records_are_the_same() {
    List<String> data =
        expected.keySet().stream().filter(name -> name.startsWith("data/")).toList();
    assertThat(data).hasSizeGreaterThan(2);
    assertSame(data.toArray(new String[0]));
  }

  @Test
  void trained_and_exported_models_are_the_same() {
    assertSame(
        "checkpoints/final-0002.safetensors",
        "model/model.onnx",
        "model/train-step.onnx",
        "model/labels.txt");
  }

  @Test
  void what_several_workers_train_in_rounds_is_the_same() {
    for (String strategy : STRATEGIES.keySet()) {
      assertSame(strategy + "/checkpoints/final-0001.safetensors", strategy + "/history.csv");
    }
  }

  @Test
  void evaluations_are_the_same() {
    assertSame("evaluation.json");
  }

  @Test
  void augmented_examples_are_the_same() {
    assertSame("augmented");
  }

  @Test
  void predictions_are_the_same() {
    assertSame("predicted");
  }

  @Test
  void nothing_else_is_left_behind() {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
  }

  @Test
  void a_users_mistake_comes_out_as_it_went_in() {
    assertThatThrownBy(
            () ->
                launcher()
                    .run(
                        pipeline ->
                            pipeline
                                .apply(Create.of(folder.resolve("direct").toString()))
                                .apply(ReadRecords.of(DataSplit.TEST))
                                .apply(
                                    Evaluate.of(
                                            blueprint, new WorkDirectory(folder.resolve("direct")))
                                        .withModel(
                                            Locations.file(
                                                folder.resolve("absent.onnx").toString())))))
        .isExactlyInstanceOf(UserError.class)
        .hasMessageContaining("cannot read the model " + folder.resolve("absent.onnx"));
  }
}
