package dev.tenon.cli;

import dev.tenon.experiment.Experiment;
import dev.tenon.experiment.Problems;
import dev.tenon.experiment.Validation;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Opens the sources of an experiment before anything is written, and fetches them if need be. */
final class SourceCheck {
  private SourceCheck() {}

  /**
   * Checks that all sources can be opened and that the model fits their classes.
   *
   * @throws dev.tenon.spi.UserError if a source is missing or damaged
   */
  static Problems of(Experiment experiment, DataCache cache) {
    List<String> labels = labels(experiment.data().training(), cache);
    Stream.concat(Stream.of(experiment.data().test()), experiment.data().validation().stream())
        .forEach(source -> labels(source, cache));
    return Validation.of(experiment, labels);
  }

  private static List<String> labels(Source source, DataCache cache) {
    try (Examples examples = source.open(cache)) {
      return examples.labels();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
