package dev.tenon.cli;

import dev.tenon.plugins.sources.FashionMnist;
import dev.tenon.spi.DataCache;
import dev.tenon.spi.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The data sets that can be fetched. */
enum DataSet {
  /** 70,000 images of clothing. */
  FASHION_MNIST("fashion-mnist", "Fashion-MNIST");

  private final String id;
  private final String title;

  DataSet(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /**
   * Returns the data set of a name.
   *
   * @throws UserError if there is none, with those that there are
   */
  static DataSet named(String name) {
    return Arrays.stream(values())
        .filter(set -> set.id.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "there is no data set '"
                        + name
                        + "'; there is "
                        + Arrays.stream(values())
                            .map(DataSet::id)
                            .collect(Collectors.joining(", "))));
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  /** Makes sure that it is in the cache, whole and unharmed, and returns its folder. */
  Path fetch(DataCache cache, Consumer<String> progress) throws IOException {
    return switch (this) {
      case FASHION_MNIST -> FashionMnist.fetch(cache, progress);
    };
  }

  /** Tells whether it is in the cache, whole and unharmed. */
  boolean isCached(DataCache cache) throws IOException {
    return switch (this) {
      case FASHION_MNIST -> FashionMnist.isCached(cache);
    };
  }
}
