package dev.tenon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.docs.sample.AcmePlugin;
import dev.tenon.spi.Contributions;
import dev.tenon.spi.Extension;
import dev.tenon.spi.Kind;
import dev.tenon.spi.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualTest {
  private static final Path FOLDER = PagesTest.ROOT.resolve("docs/manual");
  private static final Path RESOURCES = Path.of("src/test/resources/dev/tenon/docs");
  private static final Path EXPERIMENT = RESOURCES.resolve("acme.json");

  /** JSON of an extension of the sample, within backticks. */
  private static final Pattern JSON =
      Pattern.compile("`((?:\\{\"type\": )?\"(acme\\.[a-z_]+)\"[^`]*)`");

  private static final Map<String, Class<? extends Extension>> SAMPLES = new LinkedHashMap<>();

  static {
    new AcmePlugin()
        .contribute(
            new Contributions() {
              @Override
              public <E extends Record & Extension> void add(String id, Class<E> type) {
                SAMPLES.put(id, type);
              }
            });
  }

  @Test
  void there_is_a_page_for_every_kind_and_the_index_has_it() throws IOException {
    String index = Files.readString(FOLDER.resolve("README.md"));
    for (Kind kind : Kind.values()) {
      assertThat(FOLDER.resolve(kind.label() + ".md")).isRegularFile();
      assertThat(index).contains("(" + kind.label() + ".md)");
    }
  }

  @Test
  void json_of_every_sample_stands_in_the_page_of_its_kind_and_is_read() throws IOException {
    try (Tenon tenon = Tenon.create(new Options())) {
      for (Map.Entry<String, Class<? extends Extension>> sample : SAMPLES.entrySet()) {
        Kind kind = Kind.of(sample.getValue());
        Path page = FOLDER.resolve(kind.label() + ".md");
        List<String> jsons =
            JSON.matcher(Files.readString(page).replaceAll("\\s+", " "))
                .results()
                .filter(found -> found.group(2).equals(sample.getKey()))
                .map(found -> found.group(1))
                .toList();
        assertThat(jsons).as("JSON of %s in %s", sample.getKey(), page).isNotEmpty();
        for (String json : jsons) {
          assertThat(tenon.codec().read(json, kind.type(), page.toString()))
              .as(json)
              .isInstanceOf(sample.getValue());
        }
      }
    }
  }

  @Test
  void an_experiment_of_all_samples_runs(@TempDir Path folder) throws IOException {
    Path runs = folder.resolve("run");
    Launched launched = run(EXPERIMENT, folder, runs);
    String json = Files.readString(EXPERIMENT);
    assertThat(SAMPLES.keySet()).allSatisfy(id -> assertThat(json).contains('"' + id + '"'));
    assertThat(Files.readAllLines(runs.resolve("epochs.jsonl")))
        .hasSize(6)
        .allMatch(line -> line.matches("\\{\"epoch\": \\d, \"loss\": .*\"val_matthews\": .*}"));
    assertThat(launched.output()).containsPattern("Test: .*matthews: (0\\.9|1\\.0)");
  }

  @Test
  void an_experiment_of_the_listeners_that_ship_runs(@TempDir Path folder) throws IOException {
    Path runs = folder.resolve("run");
    Launched launched = run(RESOURCES.resolve("listened.json"), folder, runs);
    assertThat(Files.readAllLines(runs.resolve("history.jsonl")))
        .hasSizeBetween(4, 6)
        .allMatch(
            line -> line.matches("\\{\"epoch\": \\d, \"loss\": .*\"learning_rate\": 0\\.01}"));
    assertThat(runs.resolve("tensorboard/train"))
        .isDirectoryContaining("glob:**/events.out.tfevents.000001.0000000008")
        .isDirectoryContaining("glob:**/events.out.tfevents.000004.epoch");
    assertThat(runs.resolve("tensorboard/validation"))
        .isDirectoryContaining("glob:**/events.out.tfevents.000004.epoch");
    assertThat(runs.resolve("checkpoints"))
        .isDirectoryContaining("glob:**/every-2-0004.json")
        .isDirectoryContaining("glob:**/best.json")
        .isDirectoryContaining("glob:**/early_stopping.json");
    assertThat(Double.parseDouble(Files.readString(runs.resolve("gain.txt")))).isPositive();
    assertThat(launched.output()).contains("Test: ");
  }

  /** Runs an experiment on images that are written before. */
  private static Launched run(Path experiment, Path folder, Path runs) throws IOException {
    Path training = write(folder.resolve("train.csv"), 320);
    Path test = write(folder.resolve("test.csv"), 80);
    Launched launched =
        Launched.tenon(
            List.of(
                "run",
                experiment.toString(),
                "--set",
                "data.training.file=" + training,
                "--set",
                "data.test.file=" + test,
                "--work-dir",
                runs.toString()));
    assertThat(launched.exitCode()).as(launched.output()).isZero();
    return launched;
  }

  /** Writes images of which the upper or the left half is light, in noise. */
  private static Path write(Path file, int count) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomGenerator random = Seeds.random(7, file.getFileName(), i);
      boolean left = i % 2 == 1;
      StringBuilder line = new StringBuilder(left ? "left" : "top");
      for (int pixel = 0; pixel < 64; pixel++) {
        boolean light = (left ? pixel % 8 : pixel / 8) < 4;
        line.append(',').append(random.nextInt(60) + (light ? 180 : 0));
      }
      lines.add(line.toString());
    }
    return Files.write(file, lines);
  }
}
