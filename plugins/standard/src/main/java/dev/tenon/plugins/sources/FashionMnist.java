package dev.tenon.plugins.sources;

import dev.tenon.spi.DataCache;
import dev.tenon.spi.Examples;
import dev.tenon.spi.Source;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fashion-MNIST: 70,000 grey images of 28 x 28 pixels, in ten classes of clothing.
 *
 * <p>On first use its four files are fetched into the cache, from wherever they can be had: the
 * folder of Debian's package {@code dataset-fashion-mnist} if it is installed, the official
 * addresses, or that package from the Debian archive, without root. Their SHA-256 is checked
 * whichever way they came, and again whenever they are opened.
 *
 * <p>Xiao, Rasul, Vollgraf: <a href="https://arxiv.org/abs/1708.07747">Fashion-MNIST: a Novel Image
 * Dataset for Benchmarking Machine Learning Algorithms</a>, 2017; MIT licence. Example: {@code new
 * FashionMnist(Split.TRAIN)}.
 *
 * @param split which part
 */
public record FashionMnist(Split split) implements Source {
  /** The parts of the data set. */
  public enum Split {
    /** 60,000 images to learn from; ids {@code train-000000} to {@code train-059999}. */
    TRAIN("train"),
    /** 10,000 images to judge by; ids {@code test-000000} to {@code test-009999}. */
    TEST("t10k");

    private final String files;

    Split(String files) {
      this.files = files;
    }
  }

  /** The names of the classes, in the order of their labels. */
  public static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  // The hashes are of the uncompressed files: mirrors differ in the time and name that gzip
  // records.
  private static final RemoteFiles FILES =
      new RemoteFiles(
          "Fashion-MNIST",
          List.of(
              new PinnedFile(
                  "train-images-idx3-ubyte",
                  47_040_016,
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
              new PinnedFile(
                  "train-labels-idx1-ubyte",
                  60_008,
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
              new PinnedFile(
                  "t10k-images-idx3-ubyte",
                  7_840_016,
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
              new PinnedFile(
                  "t10k-labels-idx1-ubyte",
                  10_008,
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
          List.of(
              URI.create("file:///usr/share/datasets/fashion-mnist/"),
              URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
              URI.create(
                  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
          Optional.of(
              new DebianPackage("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist")));

  /** Requires a split. */
  public FashionMnist {
    Objects.requireNonNull(split, "split");
  }

  /**
   * Makes sure that the data set is in the cache, whole and unharmed.
   *
   * @param cache where it is kept
   * @param progress takes a line for people before each thing that takes time; none if all is there
   * @return the folder of its files
   * @throws IOException if writing fails for a reason that is not the user's
   * @throws dev.tenon.spi.UserError if no way leads to it; the message names each that was tried
   */
  public static Path fetch(DataCache cache, Consumer<String> progress) throws IOException {
    return fetch(FILES, cache, progress);
  }

  private static Path fetch(RemoteFiles files, DataCache cache, Consumer<String> progress)
      throws IOException {
    Path folder = folder(cache);
    files.fetch(folder, progress);
    return folder;
  }

  /**
   * Tells whether the data set is in the cache, whole and unharmed; nothing is fetched.
   *
   * @param cache where it is kept
   * @return whether {@link #fetch} would have nothing to do
   * @throws IOException if a file cannot be read
   */
  public static boolean isCached(DataCache cache) throws IOException {
    return FILES.missing(folder(cache)).isEmpty();
  }

  private static Path folder(DataCache cache) {
    return cache.directory().resolve("fashion-mnist");
  }

  /** Finds its logger only when there is something to say: that goes through the class path. */
  private static void log(String line) {
    System.getLogger(FashionMnist.class.getName()).log(Logger.Level.INFO, line);
  }

  @Override
  public Examples open(DataCache cache) throws IOException {
    return open(FILES, cache);
  }

  /** Opens the split of the files given, which are fetched if need be. */
  Examples open(RemoteFiles remote, DataCache cache) throws IOException {
    Path folder = fetch(remote, cache, FashionMnist::log);
    Idx files =
        new Idx(
            folder.resolve(split.files + "-images-idx3-ubyte"),
            folder.resolve(split.files + "-labels-idx1-ubyte"),
            CLASSES);
    return files.open(split.name().toLowerCase(Locale.ROOT));
  }
}
