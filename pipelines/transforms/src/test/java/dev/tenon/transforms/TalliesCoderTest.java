package dev.tenon.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.assembly.Options;
import dev.tenon.assembly.Tenon;
import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Score;
import dev.tenon.reference.ReferenceBackend;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Outcome;
import dev.tenon.spi.Tally;
import dev.tenon.spi.cases.Jar;
import dev.tenon.training.Measured;
import dev.tenon.training.TallyClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tallies of two plug-ins, whose classes have one name, and are found again. */
class TalliesCoderTest {
  private static final Judgement JUDGEMENT =
      new Judgement(0.5, List.of(new Outcome(new float[] {0.1f, 0.6f, 0.3f}, 1, 0.5)));

  @TempDir private Path folder;
  private Experiment experiment;
  private Blueprint blueprint;

  @BeforeEach
  void describe() throws IOException {
    Path jars = folder.resolve("jars");
    Jar.measuring("one", 2).write(jars.resolve("one.jar"));
    Jar.measuring("two", 3).write(jars.resolve("two.jar"));
    Options options =
        new Options().withCache(new DataCache(folder.resolve("cache"))).withPlugins(jars);
    try (Tenon tenon = Tenon.create(options, ReferenceBackend::new)) {
      Map<String, String> metrics =
          Map.of("metrics", "[\"one.one_count\", \"accuracy\", \"two.two_count\"]");
      experiment = tenon.codec().withOverrides(Toys.experiment(), metrics);
      blueprint = Blueprint.of(tenon.codec().write(experiment), options);
    }
  }

  @Test
  void what_is_read_is_what_was_written() throws Exception {
    List<Score> scores = Score.of(experiment);
    Tallies tallies = Tallies.of(scores).add(JUDGEMENT, scores).add(JUDGEMENT, scores);
    TalliesCoder coder = new TalliesCoder(blueprint);

    Tallies read = CoderUtils.clone(coder, tallies);

    assertThat(read).isEqualTo(tallies).isNotSameAs(tallies);
    assertThat(read.merge(tallies).metrics().values())
        .extracting(Tally::value)
        .containsExactly(8.0, 1.0, 12.0);
    assertThat(CoderUtils.encodeToByteArray(coder, read))
        .isEqualTo(CoderUtils.encodeToByteArray(coder, tallies));
  }

  @Test
  void no_other_class_loader_would_do() {
    List<Score> scores = Score.of(experiment);
    Map<String, Tally> step = Tallies.of(scores).add(JUDGEMENT, scores).metrics();
    byte[] bytes = Measured.bytes(List.of(step));

    assertThatThrownBy(() -> Measured.read(bytes, new TallyClasses(Map.of())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lib.Count");
    assertThat(step.get("one_count").getClass()).isNotEqualTo(step.get("two_count").getClass());
  }
}
