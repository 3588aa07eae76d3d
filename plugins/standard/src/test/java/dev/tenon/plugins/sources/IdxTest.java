package dev.tenon.plugins.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import dev.tenon.spi.UserError;
import dev.tenon.testkit.SourceContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  @TempDir Path folder;

  /** Five records, of which the third has a label without a class. */
  @Nested
  class Laws implements SourceContract {
    String ending = "";

    @BeforeEach
    void write() throws IOException {
      IdxTest.this.write("a-images", idx(new int[] {5, 1, 2}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
      IdxTest.this.write("a-labels", idx(new int[] {5}, 0, 1, 2, 1, 0));
      for (String name : List.of("a-images", "a-labels")) {
        IdxTest.this.write(name + ".gz", gzip(Files.readAllBytes(folder.resolve(name))));
      }
    }

    @Override
    public Idx extension() {
      return source("a");
    }

    private Idx source(String name) {
      Path images = folder.resolve(name + "-images" + ending);
      return new Idx(images, folder.resolve(name + "-labels" + ending), List.of("cat", "dog"));
    }

    @Override
    public Missing missing() {
      return new Missing(source("absent"), folder.resolve("absent-images" + ending).toString());
    }

    @Override
    public Set<Long> unreadable() {
      return Set.of(2L);
    }
  }

  @Nested
  class CompressedLaws extends Laws {
    CompressedLaws() {
      ending = ".gz";
    }
  }

  @Test
  void records_have_the_bytes_labels_and_ids_of_their_place() throws IOException {
    Path images = write("train-images", idx(new int[] {3, 1, 2}, 1, 2, 3, 4, 255, 6));
    Path labels = write("train-labels", idx(new int[] {3}, 2, 0, 1));
    assertThat(readings(new Idx(images, labels)))
        .containsExactly(
            new Example("train-000000", image(1, 2, 1, 1, 2), 2),
            new Example("train-000001", image(1, 2, 1, 3, 4), 0),
            new Example("train-000002", image(1, 2, 1, 255, 6), 1));
  }

  @Test
  void compressed_files_read_like_plain_ones() throws IOException {
    byte[] images = idx(new int[] {2, 1, 2}, 1, 2, 3, 4);
    byte[] labels = idx(new int[] {2}, 1, 0);
    List<Reading> plain = readings(new Idx(write("a-images", images), write("a-labels", labels)));
    List<Reading> zipped =
        readings(new Idx(write("a-images.gz", gzip(images)), write("a-labels.gz", gzip(labels))));
    assertThat(zipped).isEqualTo(plain).hasSize(2);
  }

  @Test
  void a_fourth_dimension_is_channels() throws IOException {
    Path images = write("i", idx(new int[] {1, 1, 2, 3}, 1, 2, 3, 4, 5, 6));
    Path labels = write("l", idx(new int[] {1}, 0));
    assertThat(readings(new Idx(images, labels)))
        .containsExactly(new Example("i-000000", image(1, 2, 3, 1, 2, 3, 4, 5, 6), 0));
  }

  @Test
  void a_range_beyond_the_records_is_refused() throws IOException {
    Path images = write("i", idx(new int[] {5, 1, 1}, 10, 11, 12, 13, 14));
    Path labels = write("l", idx(new int[] {5}, 0, 1, 9, 1, 0));
    try (Examples examples = new Idx(images, labels).open(new DataCache(folder))) {
      assertThatThrownBy(() -> examples.read(4, 6, reading -> {}))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void a_label_without_a_class_rejects_its_record_alone() throws IOException {
    Path images = write("i", idx(new int[] {3, 1, 1}, 1, 2, 3));
    Path labels = write("l", idx(new int[] {3}, 0, 2, 1));
    assertThat(readings(new Idx(images, labels, List.of("cat", "dog"))).get(1))
        .isEqualTo(
            new Rejected("i-000001", "label 2 is out of range: there are 2 classes, 0 to 1"));
  }

  @Test
  void without_names_the_classes_are_numbers_up_to_the_greatest_label() throws IOException {
    Path images = write("i", idx(new int[] {3, 1, 1}, 1, 2, 3));
    Path labels = write("l", idx(new int[] {3}, 0, 3, 1));
    try (Examples examples = new Idx(images, labels).open(new DataCache(folder))) {
      assertThat(examples.labels()).containsExactly("0", "1", "2", "3");
      assertThat(examples.size()).isEqualTo(3);
    }
  }

  @Test
  void a_directory_is_not_a_file() {
    assertFails(new Idx(folder, folder), "there is no file " + folder);
  }

  @Test
  void an_empty_file_says_so() throws IOException {
    Path plain = write("i", new byte[0]);
    assertFails(new Idx(plain, plain), plain + " is empty");
    Path zipped = write("i.gz", new byte[0]);
    assertFails(new Idx(zipped, zipped), zipped + " is empty");
    Path nothingZipped = write("j.gz", gzip(new byte[0]));
    assertFails(new Idx(nothingZipped, nothingZipped), nothingZipped + " is empty");
  }

  @Test
  void a_truncated_file_names_the_bytes_expected_and_present() throws IOException {
    byte[] whole = idx(new int[] {2, 3, 5}, new int[30]);
    byte[] cut = Arrays.copyOf(whole, whole.length - 7);
    Path plain = write("i", cut);
    assertFails(
        new Idx(plain, plain),
        plain + " is truncated: its header announces 46 bytes, the file has 39");
    Path zipped = write("i.gz", gzip(cut));
    assertFails(
        new Idx(zipped, zipped),
        zipped + " is truncated: its header announces 46 bytes, the file has 39");
  }

  @Test
  void a_truncated_header_names_the_bytes_expected_and_present() throws IOException {
    Path file = write("i", Arrays.copyOf(idx(new int[] {1, 1, 1}, 1), 10));
    assertFails(new Idx(file, file), "header announces 16 bytes, the file has 10");
    Path shorter = write("j", new byte[] {0, 0});
    assertFails(new Idx(shorter, shorter), "at least 8 bytes, the file has 2");
  }

  @Test
  void a_compressed_file_cut_short_says_how_much_there_is() throws IOException {
    byte[] whole = gzip(idx(new int[] {2, 3, 5}, new int[30]));
    Path file = write("i.gz", Arrays.copyOf(whole, whole.length - 9));
    assertFails(
        new Idx(file, file),
        file + " is truncated: its " + (whole.length - 9) + " compressed bytes");
  }

  @Test
  void a_file_that_only_claims_to_be_compressed_is_damaged() throws IOException {
    Path file = write("i.gz", idx(new int[] {1, 1, 1}, 1));
    assertFails(new Idx(file, file), file + " is damaged or not compressed by gzip");
  }

  @Test
  void bytes_after_the_last_record_are_refused() throws IOException {
    byte[] whole = idx(new int[] {1, 1, 2}, 1, 2);
    Path plain = write("i", Arrays.copyOf(whole, whole.length + 3));
    assertFails(new Idx(plain, plain), "too long: its header announces 18 bytes, the file has 21");
    Path zipped = write("i.gz", gzip(Arrays.copyOf(whole, whole.length + 3)));
    assertFails(new Idx(zipped, zipped), "too long: its header announces 18 uncompressed bytes");
  }

  @Test
  void labels_in_the_place_of_images_are_told_by_their_magic() throws IOException {
    Path labels = write("l", idx(new int[] {1}, 1));
    assertFails(new Idx(labels, labels), "expected magic 0x00000803, got 0x00000801");
  }

  @Test
  void absurd_dimensions_are_refused_before_memory_is_asked_for() throws IOException {
    Path file = write("i.gz", gzip(idx(new int[] {Integer.MAX_VALUE, 100_000, 100_000}, 1)));
    assertFails(new Idx(file, file), "announces the dimensions [2147483647, 100000, 100000]");
    Path negative = write("j", idx(new int[] {1, -1, -1}, 1));
    assertFails(new Idx(negative, negative), "announces the dimensions [1, -1, -1]");
  }

  @Test
  void no_records_at_all_are_refused() throws IOException {
    Path file = write("i", idx(new int[] {0, 28, 28}));
    assertFails(new Idx(file, file), file + " holds no records");
  }

  @Test
  void two_counts_are_both_named() throws IOException {
    Path images = write("i", idx(new int[] {2, 1, 1}, 1, 2));
    Path labels = write("l", idx(new int[] {3}, 0, 0, 0));
    assertFails(new Idx(images, labels), images + " has 2 images but " + labels + " has 3 labels");
  }

  @Test
  void names_of_classes_must_differ() {
    Path file = folder.resolve("x");
    assertThatThrownBy(() -> new Idx(file, file, List.of("cat", "cat")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[cat, cat]");
  }

  private void assertFails(Idx source, String message) {
    assertThatThrownBy(() -> source.open(new DataCache(folder)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  private List<Reading> readings(Idx source) throws IOException {
    List<Reading> readings = new ArrayList<>();
    try (Examples examples = source.open(new DataCache(folder))) {
      examples.read(0, examples.size(), readings::add);
    }
    return readings;
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static Image image(int height, int width, int channels, int... samples) {
    return new Image(height, width, channels, bytes(samples));
  }

  private static byte[] idx(int[] dimensions, int... elements) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + elements.length);
    file.put(new byte[] {0, 0, 8, (byte) dimensions.length});
    Arrays.stream(dimensions).forEach(file::putInt);
    return file.put(bytes(elements)).array();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
