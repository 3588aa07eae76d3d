package dev.tenon.cli;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Input;
import dev.tenon.experiment.Validation;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Example;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Image;
import dev.tenon.spi.Mixing;
import dev.tenon.spi.Reading;
import dev.tenon.spi.Rejected;
import dev.tenon.spi.UserError;
import dev.tenon.training.Augmenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Training images of an experiment as some epochs show them.
 *
 * @param experiment a valid experiment
 * @param draws how many epochs
 * @param epoch the first of them
 */
record Preview(Experiment experiment, int draws, int epoch) {
  /** So many records in a row that cannot be used are enough. */
  private static final int TRIES = 100;

  /** More pixels than this make a picture that few programs open. */
  private static final long MOST_PIXELS = 1L << 26;

  private static final int LONGEST_NOTE = 24;

  /** Requires that epochs can be counted. */
  Preview {
    if (epoch > Integer.MAX_VALUE - draws) {
      throw new UserError("--epoch " + epoch + " is too large");
    }
  }

  /** Returns the last of the epochs. */
  int last() {
    return epoch + draws - 1;
  }

  /** Returns the name of the augmentation that a preview leaves out, if there is one. */
  Optional<String> leftOut() {
    return experiment.augmentations().stream()
        .filter(Mixing.class::isInstance)
        .map(mixing -> mixing.getClass().getSimpleName())
        .findFirst();
  }

  /** Returns what stands above each image of a row. */
  List<String> headings() {
    return Stream.concat(
            Stream.of("original"),
            IntStream.rangeClosed(epoch, last()).mapToObj(number -> "epoch " + number))
        .toList();
  }

  /**
   * Reads images evenly from the training source, and changes them.
   *
   * @param cache where fetched data is kept
   * @param most how many rows at most
   * @return at least one row
   * @throws UserError if the picture would be too large, the source is missing or damaged, the
   *     model does not fit its classes, or no image can be used
   */
  List<ContactSheet.Row> rows(DataCache cache, int most) {
    requireRoom(most);
    try (Examples source = experiment.data().training().open(cache)) {
      Validation.of(experiment, source.labels()).raise("experiment " + experiment.name());
      OptionalLong limit = experiment.data().limit();
      long size = Math.min(source.size(), limit.orElse(Long.MAX_VALUE));
      long count = Math.min(most, size);
      List<ContactSheet.Row> rows = new ArrayList<>();
      Reading unusable = new Rejected("", "the source is empty");
      for (long i = 0; i < count; i++) {
        Reading read = firstUsable(source, i * size / count, (i + 1) * size / count);
        if (read instanceof Example example) {
          rows.add(row(example, source.labels()));
        } else {
          unusable = read;
        }
      }
      if (rows.isEmpty() && unusable instanceof Rejected rejected) {
        throw new UserError(
            "no training image can be shown; record " + rejected.id() + ": " + rejected.reason());
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireRoom(int most) {
    Input input = experiment.model().input();
    double pixels = most * (draws + 1.0) * ContactSheet.pixels(input.height(), input.width());
    if (pixels > MOST_PIXELS) {
      throw new UserError(
          "%d images of %dx%d, each as %d epochs show it, make too large a picture; choose fewer --examples or --draws"
              .formatted(most, input.height(), input.width(), draws));
    }
  }

  private Reading firstUsable(Examples source, long from, long to) throws IOException {
    Reading[] read = {null};
    long end = Math.min(to, from + TRIES);
    for (long at = from; at < end && !(read[0] instanceof Example); at++) {
      source.read(at, at + 1, reading -> read[0] = judged(reading, source.labels()));
    }
    return read[0];
  }

  /** Rejects what would not be ingested. */
  private Reading judged(Reading reading, List<String> labels) {
    if (!(reading instanceof Example example)) {
      return reading;
    }
    Input input = experiment.model().input();
    Image image = example.image();
    if (image.height() != input.height()
        || image.width() != input.width()
        || image.channels() != input.channels()) {
      return new Rejected(
          example.id(),
          "the image is %s, and the model takes %dx%dx%d"
              .formatted(image.size(), input.height(), input.width(), input.channels()));
    }
    return example.label() >= 0 && example.label() < labels.size()
        ? example
        : new Rejected(example.id(), "there is no class of number " + example.label());
  }

  private ContactSheet.Row row(Example example, List<String> labels) {
    Augmenter augmenter = new Augmenter(experiment.augmentations(), experiment.seed());
    List<Image> images = new ArrayList<>(List.of(example.image()));
    try {
      for (int number = epoch; number <= last(); number++) {
        images.add(augmenter.apply(example.id(), number, example.image()));
      }
    } catch (UserError e) {
      throw new UserError("record " + example.id() + ": " + e.getMessage(), e);
    }
    return new ContactSheet.Row(labels.get(example.label()), note(example.id()), images);
  }

  /** Ids are told by their ends, which differ, where they are long. */
  private static String note(String id) {
    return id.length() <= LONGEST_NOTE
        ? id
        : "\u2026" + id.substring(id.length() - LONGEST_NOTE + 1);
  }
}
