package dev.tenon.docs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import dev.tenon.testkit.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// region test
class CsvPixelsTest implements SourceContract {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.write(
        folder.resolve("a.csv"),
        List.of("cat,0,255", "dog,7,8", "cow,1,2", "cat,1", "dog,1,256", "cat,1,", "dog, 3, 4"));
  }

  @Override
  public CsvPixels extension() {
    return new CsvPixels(folder.resolve("a.csv"), 1, 2, List.of("cat", "dog"));
  }

  @Override
  public Missing missing() {
    Path none = folder.resolve("none.csv");
    return new Missing(new CsvPixels(none, 1, 2, List.of("cat")), none.toString());
  }

  @Override
  public Set<Long> unreadable() {
    return Set.of(2L, 3L, 4L, 5L);
  }

  @Test
  void lines_become_images_or_say_why_not() throws IOException {
    List<Reading> readings = new ArrayList<>();
    try (Examples examples = extension().open(new DataCache(folder))) {
      examples.read(0, 5, readings::add);
    }
    assertThat(readings)
        .containsExactly(
            new Example("line-000001", new Image(1, 2, 1, new byte[] {0, -1}), 0),
            new Example("line-000002", new Image(1, 2, 1, new byte[] {7, 8}), 1),
            new Rejected("line-000003", "its class 'cow' is none of [cat, dog]"),
            new Rejected("line-000004", "1 pixels instead of 2"),
            new Rejected("line-000005", "pixel 1 is '256', not a number from 0 to 255"));
  }
}
// endregion
