package dev.tenon.plugins.sources;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Source;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Images and labels in a pair of IDX files, the format of MNIST.
 *
 * <p>The files are plain, or compressed if the name ends in {@code .gz}. The images' file has three
 * dimensions, {@code [records, height, width]}, or four with channels last; the labels' file has
 * one. Both hold unsigned bytes. Records are named after the images' file up to its first dash or
 * dot, and their place in it: {@code train-000123}.
 *
 * <p>A file that is missing, empty, cut short, too long or not IDX fails as a whole, as do two
 * files of different counts. A label without a class rejects its record alone.
 *
 * <p>Format: <a href="http://yann.lecun.com/exdb/mnist/">The MNIST database</a>, "file formats".
 * Example: {@code new Idx(Path.of("train-images.gz"), Path.of("train-labels.gz"))}.
 *
 * @param images the images' file
 * @param labels the labels' file
 * @param classes the names of the classes; if empty, they are the numbers from 0 to the greatest
 *     label; none by default
 */
public record Idx(Path images, Path labels, List<String> classes) implements Source {
  /** Keeps its own copy of the names, which must be different and not blank. */
  public Idx {
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(labels, "labels");
    classes = List.copyOf(classes);
    if (new HashSet<>(classes).size() < classes.size()
        || classes.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "names of classes must be different and not blank, got " + classes);
    }
  }

  /**
   * Reads a pair of files whose classes are numbers.
   *
   * @param images the images' file
   * @param labels the labels' file
   */
  public Idx(Path images, Path labels) {
    this(images, labels, List.of());
  }

  @Override
  public Examples open(DataCache cache) throws IOException {
    return open(images.getFileName().toString().split("[-.]", 2)[0]);
  }

  /** Opens the files; the prefix begins each record's id. */
  Examples open(String prefix) throws IOException {
    IdxFile pictures = IdxFile.open(images, 3, 4);
    IdxFile answers = IdxFile.open(labels, 1, 1);
    if (pictures.count() != answers.count()) {
      throw new UserError(
          images
              + " has "
              + pictures.count()
              + " images but "
              + labels
              + " has "
              + answers.count()
              + " labels: the two files do not belong together");
    }
    return new IdxExamples(
        prefix, pictures, answers, classes.isEmpty() ? numbers(answers) : classes);
  }

  private static List<String> numbers(IdxFile labels) {
    int greatest =
        IntStream.range(0, labels.count())
            .map(i -> labels.data().get(i) & 0xff)
            .max()
            .orElseThrow();
    return IntStream.rangeClosed(0, greatest).mapToObj(Integer::toString).toList();
  }
}
