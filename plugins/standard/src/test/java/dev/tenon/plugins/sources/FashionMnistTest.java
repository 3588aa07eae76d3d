package dev.tenon.plugins.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.plugins.sources.FashionMnist.Split;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetches the real data set, where there is a package manager that can. */
@Timeout(600)
class FashionMnistTest {
  private static final DebianPackage PACKAGE =
      new DebianPackage("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist");

  @TempDir Path folder;

  @BeforeEach
  void needs_a_package_manager() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/apt-get")), "no apt-get here");
  }

  @Test
  void an_empty_cache_has_no_data_set_and_none_is_fetched_by_asking() throws IOException {
    assertThat(FashionMnist.isCached(new DataCache(folder))).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_whole_data_set_is_fetched_and_read() throws IOException {
    DataCache cache = new DataCache(folder);
    List<String> progress = new ArrayList<>();
    FashionMnist.fetch(cache, progress::add);
    assertThat(progress).isNotEmpty();
    List<Reading> training = read(new FashionMnist(Split.TRAIN), cache);
    List<Reading> test = read(new FashionMnist(Split.TEST), cache);
    assertThat(training).hasSize(60_000).allMatch(Example.class::isInstance);
    assertThat(test).hasSize(10_000).allMatch(Example.class::isInstance);
    assertThat(training.get(123).id()).isEqualTo("train-000123");
    assertThat(test.get(9_999).id()).isEqualTo("test-009999");
    // As published: the first training image is an ankle boot, and each class has a tenth of all.
    assertThat(((Example) training.get(0)).label()).isEqualTo(9);
    assertThat(((Example) training.get(0)).image().size()).isEqualTo("28x28x1");
    assertThat(perClass(training)).containsOnly(6_000);
    assertThat(perClass(test)).containsOnly(1_000);
    progress.clear();
    FashionMnist.fetch(cache, progress::add);
    assertThat(progress).isEmpty();
  }

  @Test
  void the_debian_package_can_be_had_with_package_lists_of_ones_own() throws IOException {
    Path files = PACKAGE.downloadWithOwnLists(folder);
    assertThat(files.resolve("train-images-idx3-ubyte.gz")).isRegularFile();
  }

  private static int[] perClass(List<Reading> readings) {
    int[] counts = new int[FashionMnist.CLASSES.size()];
    readings.forEach(reading -> counts[((Example) reading).label()]++);
    return counts;
  }

  private static List<Reading> read(FashionMnist source, DataCache cache) throws IOException {
    List<Reading> readings = new ArrayList<>();
    try (Examples examples = source.open(cache)) {
      assertThat(examples.labels()).isEqualTo(FashionMnist.CLASSES);
      examples.read(0, examples.size(), readings::add);
    }
    return readings;
  }
}
