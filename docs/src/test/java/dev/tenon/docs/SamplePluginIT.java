package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.direct.DirectLauncher;
import dev.tenon.onnxruntime.Device;
import dev.tenon.training.WorkDirectory;
import dev.tenon.transforms.Blueprint;
import dev.tenon.transforms.DataSplit;
import dev.tenon.transforms.Evaluate;
import dev.tenon.transforms.Export;
import dev.tenon.transforms.Ingest;
import dev.tenon.transforms.ReadRecords;
import dev.tenon.transforms.Train;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plug-in of {@code plugins/sample} and what {@code new-plugin} writes, built by Maven as
 * others build theirs, and used.
 */
class SamplePluginIT {
  private static final Path SAMPLE = PagesTest.ROOT.resolve("plugins/sample");
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  @TempDir private static Path folder;
  private static Foreign foreign;
  private static Path jars;

  @BeforeAll
  static void build_the_sample_as_others_do() throws IOException {
    foreign = Foreign.with(folder.resolve("repository"));
    Path project = folder.resolve("sample");
    copy(SAMPLE.resolve("pom.xml"), project.resolve("pom.xml"));
    copy(SAMPLE.resolve("src"), project.resolve("src"));
    foreign.verify(project);
    jars = project.resolve("target");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static String tenon(String... arguments) {
    Launched launched = Launched.tenonAlone(List.of(arguments));
    assertThat(launched.exitCode()).as(launched.output()).isZero();
    return launched.output();
  }

  /** Writes the sample's experiment as it is, but for its data: a few drawn images. */
  private static Path experiment(Path target) throws IOException {
    ObjectNode experiment =
        (ObjectNode) JSON.readTree(SAMPLE.resolve("fashion-mnist.json").toFile());
    ObjectNode data = (ObjectNode) experiment.get("data");
    data.set("training", images(target, "training", 200));
    data.set("test", images(target, "test", 50));
    experiment.put("epochs", 2).put("batch", 20);
    return Files.writeString(target.resolve("experiment.json"), experiment.toPrettyString());
  }

  /** Noise with one bright row, whose place is the class. */
  private static JsonNode images(Path target, String name, int count) throws IOException {
    SplittableRandom random = new SplittableRandom(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * SIDE * SIDE);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    images.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
    labels.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      labels.put((byte) (i % CLASSES));
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        boolean bright = pixel / SIDE / 2 == i % CLASSES;
        images.put((byte) (random.nextInt(80) + (bright ? 150 : 0)));
      }
    }
    Path imageFile = Files.write(target.resolve(name + "-images"), images.array());
    Path labelFile = Files.write(target.resolve(name + "-labels"), labels.array());
    return JSON.createObjectNode()
        .put("type", "idx")
        .put("images", imageFile.toString())
        .put("labels", labelFile.toString());
  }

  @Test
  void every_extension_was_tested_by_its_contract() throws IOException {
    for (String name :
        List.of("ChannelGate", "QuasiHyperbolic", "MeanReciprocalRank", "RandomGamma")) {
      Path report = jars.resolve("surefire-reports/org.example.heron." + name + "Test.txt");
      assertThat(Files.readString(report))
          .containsPattern("Tests run: (1\\d|[2-9]\\d), Failures: 0, Errors: 0, Skipped: 0");
    }
  }

  @Test
  void the_command_lists_and_explains_it() {
    assertThat(tenon("plugins", "--plugins", jars.toString()))
        .containsPattern("(?m)^heron +\\S+heron-0\\.1\\.0\\.jar +0\\.1\\.0 +enabled$")
        .containsPattern("(?m)^layer +heron\\.channel_gate +heron +Lets each channel ")
        .containsPattern("(?m)^optimizer +heron\\.quasi_hyperbolic +heron +Gradient descent ")
        .containsPattern("(?m)^metric +heron\\.mean_reciprocal_rank +heron +How near the top ")
        .containsPattern("(?m)^augmentation +heron\\.random_gamma +heron +Brings out dark ");
    assertThat(tenon("plugins", "heron.random_gamma", "--plugins", jars.toString()))
        .contains("octaves", "in doublings");
  }

  @Test
  void the_command_and_a_pipeline_run_its_experiment_to_the_same_results(@TempDir Path runs)
      throws IOException {
    Path file = experiment(runs);
    Path typed = runs.resolve("typed");
    String place = jars.toString();
    tenon(
        "run",
        file.toString(),
        "--plugins",
        place,
        "--work-dir",
        typed.toString(),
        "--device",
        "cpu");
    WorkDirectory piped = new WorkDirectory(runs.resolve("piped"));
    runPipeline(Files.readString(file), piped);

    JsonNode results = JSON.readTree(typed.resolve("evaluation.json").toFile());
    assertThat(results.get("mean_reciprocal_rank").doubleValue()).isBetween(0.2, 1.0);
    assertThat(Files.readString(typed.resolve("experiment.json")))
        .contains("heron.channel_gate", "heron.quasi_hyperbolic", "heron.random_gamma");
    assertThat(JSON.readTree(piped.evaluation().bytes())).isEqualTo(results);
  }

  private static void runPipeline(String json, WorkDirectory work) {
    Options options = new Options().withPlugins(jars).withDevice(Device.CPU);
    try (Tenon tenon = Tenon.create(options)) {
      String whole = tenon.codec().write(tenon.codec().read(json, "the experiment").validated());
      Blueprint blueprint = Blueprint.of(whole, options);
      new DirectLauncher(List.of())
          .run(
              pipeline ->
                  pipeline
                      .apply("Ingest", Ingest.of(blueprint, work))
                      .apply("Train", Train.of(blueprint))
                      .apply("Export", Export.of(blueprint))
                      .apply("Read test data", ReadRecords.of(DataSplit.TEST))
                      .apply("Evaluate", Evaluate.of(blueprint, work)));
    }
  }

  @Test
  void what_new_plugin_writes_is_built_and_found() {
    Path project = folder.resolve("made");
    tenon("new-plugin", project.toString(), "--name", "acme_pro");
    foreign.verify(project);

    assertThat(tenon("plugins", "--plugins", project.resolve("target").toString()))
        .containsPattern("(?m)^acme_pro +\\S+acme_pro-0\\.1\\.0\\.jar +0\\.1\\.0 +enabled$")
        .containsPattern("(?m)^layer +acme_pro\\.channel_gate +acme_pro +Lets each channel ");
    assertThat(project.resolve("target/surefire-reports/org.example.acme_pro.ChannelGateTest.txt"))
        .content()
        .containsPattern("Tests run: 1\\d, Failures: 0, Errors: 0, Skipped: 0");
  }
}
