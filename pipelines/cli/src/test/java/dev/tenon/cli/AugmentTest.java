package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.plugins.augmentations.RandomFlip;
import dev.tenon.plugins.augmentations.RandomRotation;
import dev.tenon.spi.FillMode;
import dev.tenon.spi.Image;
import dev.tenon.training.Augmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preview of augmented images. */
class AugmentTest {
  private static final String AUGMENTATIONS =
      """
      "augmentations": ["random_flip", {"type": "random_rotation", "degrees": 40,
          "fillMode": "constant", "fillValue": 200}],""";
  private static final Augmenter SAME =
      new Augmenter(
          List.of(new RandomFlip(), new RandomRotation(40).withFill(FillMode.CONSTANT, 200)), 7);

  @TempDir private static Path folder;
  private static TinyExperiment experiment;
  private static byte[] samples;

  @BeforeAll
  static void describe() throws IOException {
    experiment =
        TinyExperiment.in(folder)
            .with(
                "\"augmentations\": [{\"type\": \"random_brightness\", \"fraction\": 0.05}],",
                AUGMENTATIONS);
    samples = Files.readAllBytes(folder.resolve("train-images"));
  }

  private static Outcome augment(TinyExperiment described, String... more) {
    return Outcome.of(
        Stream.concat(Stream.of("augment", described.write(folder)), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private static BufferedImage previewed(String name, String... more) throws IOException {
    Path file = folder.resolve(name);
    String[] options =
        Stream.concat(Stream.of("--preview", file.toString()), Arrays.stream(more))
            .toArray(String[]::new);
    assertThat(augment(experiment, options).success()).contains("Preview  " + file);
    return ImageIO.read(file.toFile());
  }

  /** A record of the IDX file, whose header takes 16 bytes. */
  private static Image stored(int record) {
    int size = TinyData.SIDE * TinyData.SIDE;
    byte[] image = Arrays.copyOfRange(samples, 16 + record * size, 16 + (record + 1) * size);
    return new Image(TinyData.SIDE, TinyData.SIDE, 1, image);
  }

  private static String id(int record) {
    return "train-%06d".formatted(record);
  }

  /** The sheet as it should be laid out, with what the augmenter gives. */
  private static ContactSheet expected(Augmenter augmenter, int[] records, int epoch, int draws) {
    List<String> headings =
        Stream.concat(
                Stream.of("original"),
                IntStream.range(epoch, epoch + draws).mapToObj(number -> "epoch " + number))
            .toList();
    List<ContactSheet.Row> rows =
        IntStream.of(records)
            .mapToObj(
                record ->
                    new ContactSheet.Row(
                        String.valueOf(record % TinyData.CLASSES),
                        id(record),
                        Stream.concat(
                                Stream.of(stored(record)),
                                IntStream.range(epoch, epoch + draws)
                                    .mapToObj(
                                        number ->
                                            augmenter.apply(id(record), number, stored(record))))
                            .toList()))
            .toList();
    return new ContactSheet(headings, rows);
  }

  private static void assertShows(BufferedImage picture, ContactSheet sheet) {
    int scale = sheet.scale();
    assertThat(scale).isEqualTo(16);
    for (int row = 0; row < sheet.rows().size(); row++) {
      List<Image> images = sheet.rows().get(row).images();
      for (int column = 0; column < images.size(); column++) {
        for (int y = 0; y < TinyData.SIDE * scale; y++) {
          for (int x = 0; x < TinyData.SIDE * scale; x++) {
            int grey = images.get(column).at(y / scale, x / scale, 0);
            assertThat(picture.getRGB(sheet.left(column) + x, sheet.top(row) + y))
                .as("row %d, column %d, pixel %d, %d", row, column, y, x)
                .isEqualTo(0xff000000 | grey * 0x10101);
          }
        }
      }
    }
  }

  @Test
  void its_pixels_are_those_that_training_sees() throws IOException {
    BufferedImage picture = previewed("three.png", "--examples", "3", "--draws", "4");

    assertShows(picture, expected(SAME, new int[] {0, 80, 160}, 1, 4));
  }

  @Test
  void another_epoch_and_another_seed_show_other_images() throws IOException {
    BufferedImage later = previewed("later.png", "--examples", "2", "--draws", "1", "--epoch", "9");
    assertShows(later, expected(SAME, new int[] {0, 120}, 9, 1));

    BufferedImage other = previewed("other.png", "--examples", "2", "--draws", "1", "--seed", "8");
    Augmenter seeded = new Augmenter(SAME.augmentations(), 8);
    assertShows(other, expected(seeded, new int[] {0, 120}, 1, 1));
  }

  @Test
  void names_and_headings_are_written() throws IOException {
    BufferedImage picture = previewed("named.png", "--examples", "2", "--draws", "2");
    ContactSheet sheet = expected(SAME, new int[] {0, 120}, 1, 2);

    assertThat(dark(picture, 0, sheet.top(0), sheet.left(0), 20)).isPositive();
    assertThat(dark(picture, 0, sheet.top(1), sheet.left(0), 20)).isPositive();
    for (int column = 0; column < 3; column++) {
      assertThat(dark(picture, sheet.left(column), 0, 60, sheet.top(0))).isPositive();
    }
  }

  /** How many pixels of a part are not white. */
  private static int dark(BufferedImage picture, int left, int top, int width, int height) {
    return (int)
        IntStream.of(picture.getRGB(left, top, width, height, null, 0, width))
            .filter(pixel -> pixel != 0xffffffff)
            .count();
  }

  @Test
  void the_same_command_writes_the_same_file_in_place_of_the_old_one() throws IOException {
    Path file = folder.resolve("again.png");
    Files.writeString(file, "something else");
    previewed("again.png");
    byte[] first = Files.readAllBytes(file);

    previewed("again.png");

    assertThat(file).hasBinaryContent(first);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".writing"));
    }
  }

  @Test
  void a_limit_is_where_examples_end_and_there_are_no_more_than_records() throws IOException {
    BufferedImage limited =
        previewed("limited.png", "--set", "data.limit=2", "--draws", "1", "--examples", "50");

    assertShows(limited, expected(SAME, new int[] {0, 1}, 1, 1));
  }

  @Test
  void a_mixing_is_left_out_and_named() throws IOException {
    Path file = folder.resolve("mixed.png");
    TinyExperiment mixing =
        experiment.with("\"fillValue\": 200}]", "\"fillValue\": 200}, \"mix_up\"]");

    assertThat(
            augment(mixing, "--preview", file.toString(), "--examples", "2", "--draws", "1")
                .success())
        .contains("MixUp is not shown");
    assertShows(ImageIO.read(file.toFile()), expected(SAME, new int[] {0, 120}, 1, 1));
  }

  private static String refused(TinyExperiment described, String... more) {
    Path file = folder.resolve("refused.png");
    String[] options =
        Stream.concat(Stream.of("--preview", file.toString()), Arrays.stream(more))
            .toArray(String[]::new);
    String line = augment(described, options).mistake();
    assertThat(file).doesNotExist();
    return line;
  }

  @Test
  void mistakes_are_told_in_one_line() {
    assertThat(refused(experiment, "--examples", "0"))
        .contains("--examples must be at least 1, got 0");
    assertThat(refused(experiment, "--draws", "-1")).contains("--draws must be at least 1, got -1");
    assertThat(refused(experiment, "--epoch", "0")).contains("--epoch must be at least 1, got 0");
    assertThat(refused(experiment, "--epoch", "2147483647")).contains("too large");
    assertThat(refused(experiment, "--examples", "2000000000"))
        .contains("too large a picture", "--examples");
    // Small images are magnified.
    assertThat(refused(experiment, "--examples", "10000", "--draws", "9"))
        .contains("too large a picture", "--draws");
    assertThat(refused(experiment.with(AUGMENTATIONS, "")))
        .contains("tiny has no augmentations to preview");
    assertThat(refused(experiment, "--set", "augmentations[1].degrees=many"))
        .contains("augmentations[1].degrees");
    assertThat(augment(experiment).mistake()).contains("--preview");
    assertThat(augment(experiment, "--preview", folder.toString()).mistake())
        .contains(folder + " is no file that can be replaced");
  }

  @Test
  void augmentations_that_do_not_keep_the_models_size_are_refused() {
    TinyExperiment cut =
        experiment.with(
            AUGMENTATIONS,
            "\"augmentations\": [{\"type\": \"center_crop\", \"height\": 5, \"width\": 5}],");

    assertThat(refused(cut)).contains("augmentations", "5x5", "the model takes 8x8");
  }

  @Test
  void images_that_the_model_does_not_take_are_told() {
    assertThat(
            refused(
                experiment.with("\"height\": 8, \"width\": 8", "\"height\": 10, \"width\": 10")))
        .contains("no training image can be shown", "8x8x1", "10x10x1");
  }
}
