package dev.tenon.training;

import dev.tenon.graph.NDArray;
import dev.tenon.spi.Console;
import dev.tenon.spi.Folder;
import dev.tenon.spi.History;
import dev.tenon.spi.StoredFile;
import dev.tenon.spi.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checkpoints of a run: the last two epochs', those kept under a name, and where training goes
 * in rounds, the last two within the present epoch.
 *
 * <p>A checkpoint is a file of tensors and a manifest that names it. The manifest is written last
 * and at once, so a checkpoint exists whole or not at all; both files carry hashes.
 *
 * @param folder where they are
 * @param fingerprint what they must have been trained from
 * @param console where to say that one is damaged
 */
record Checkpoints(Folder folder, Fingerprint fingerprint, TallyClasses classes, Console console) {
  /** The name under which a run that is over keeps what it ended with. */
  static final String FINAL = "final";

  /** What the names of checkpoints within an epoch begin with. */
  private static final String ROUND = "round-";

  private static final int KEPT = 2;
  private static final Pattern EPOCH = Pattern.compile("epoch-(\\d{1,9})\\.(json|safetensors)");
  private static final Pattern NAME = Pattern.compile("(?!(epoch|round)(-|$))[a-z][a-z0-9_-]*");

  /** Keeps an epoch's checkpoint and removes those before the last two, and those on the way. */
  void save(Checkpoint checkpoint) {
    String name = ofEpoch(checkpoint.epoch());
    write(name, name, checkpoint);
    remove(
        file -> {
          Matcher matcher = EPOCH.matcher(file);
          return matcher.matches()
              && Integer.parseInt(matcher.group(1)) <= checkpoint.epoch() - KEPT;
        });
    remove(file -> file.startsWith(ROUND));
  }

  /** Returns the name of the checkpoint after an epoch. */
  static String ofEpoch(int epoch) {
    return numbered("epoch", epoch);
  }

  /** Keeps what a job has ended with. */
  void saveRound(RoundJob job, Checkpoint checkpoint) {
    write(job.to(), job.to(), checkpoint);
  }

  /** Removes the checkpoints within epochs, but for some. */
  void keepRounds(Set<String> names) {
    remove(
        file ->
            file.startsWith(ROUND) && !names.contains(file.substring(0, file.lastIndexOf('.'))));
  }

  /**
   * Returns the newest checkpoint within an epoch that is not damaged, and says which are.
   *
   * @return its name and content; empty if there is none
   */
  Optional<Map.Entry<String, Checkpoint>> newestRound(int epoch) {
    List<String> names =
        names().stream()
            .filter(name -> name.startsWith(RoundJob.prefix(epoch)))
            .sorted(Comparator.reverseOrder())
            .toList();
    for (String name : names) {
      try {
        return Optional.of(Map.entry(name, read(name)));
      } catch (IOException e) {
        console.line(damaged(name, e) + "; falling back to the one before");
      }
    }
    return Optional.empty();
  }

  /**
   * Returns a checkpoint without its values.
   *
   * @throws UserError if there is none, it is damaged, or it is of another experiment
   */
  Checkpoint outlined(String name) {
    try {
      return outline(described(name));
    } catch (IOException e) {
      throw lost(name, e);
    }
  }

  /** Keeps a checkpoint under a name, in place of what had that name. */
  void save(String name, Checkpoint checkpoint) {
    requireName(name);
    // The new tensors stand beside the old until the manifest tells the new ones, in one move.
    String tensors = numbered(name, checkpoint.epoch());
    write(name, tensors, checkpoint);
    Predicate<String> own = tensorsOf(name);
    remove(file -> own.test(file) && !file.equals(tensors + ".safetensors"));
  }

  /** Forgets the checkpoint kept under a name, if there is one. */
  void forget(String name) {
    requireName(name);
    // Without its manifest it is none, so that goes first.
    remove(file -> file.equals(name + ".json"));
    remove(tensorsOf(name));
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a checkpoint's name must be of lower-case letters, digits, dashes and underscores, and its"
              + " first word neither epoch nor round, got "
              + name);
    }
  }

  private static Predicate<String> tensorsOf(String name) {
    return Pattern.compile(Pattern.quote(name) + "-\\d+\\.safetensors").asMatchPredicate();
  }

  /** Returns the names under which checkpoints are kept, those of epochs included. */
  List<String> names() {
    return folder.files().stream()
        .filter(file -> file.endsWith(".json"))
        .map(file -> file.substring(0, file.length() - ".json".length()))
        .toList();
  }

  /**
   * Returns the newest checkpoint that is not damaged, and says which are.
   *
   * @return empty if there is none at all
   * @throws UserError if all are damaged, or if they are of another experiment
   */
  Optional<Checkpoint> newest() {
    NavigableSet<Integer> epochs = epochs().descendingSet();
    if (epochs.equals(new TreeSet<>(List.of(1))) && !manifest(numbered("epoch", 1)).exists()) {
      console.line("The first checkpoint was never finished; training begins anew.");
      return Optional.empty();
    }
    for (int epoch : epochs) {
      String name = numbered("epoch", epoch);
      try {
        return Optional.of(read(name));
      } catch (IOException e) {
        String next = epochs.higher(epoch) == null ? "" : "; falling back to the one before";
        console.line(damaged(name, e) + next);
      }
    }
    if (!epochs.isEmpty()) {
      throw new UserError(
          "all checkpoints in " + folder + " are damaged; begin anew in another work directory");
    }
    return Optional.empty();
  }

  /**
   * Returns the checkpoint kept under a name.
   *
   * @throws UserError if there is none, it is damaged, or it is of another experiment
   */
  Checkpoint named(String name) {
    try {
      return read(name);
    } catch (IOException e) {
      throw lost(name, e);
    }
  }

  private String damaged(String name, IOException cause) {
    return "The checkpoint " + manifest(name) + " is damaged (" + cause.getMessage() + ")";
  }

  private UserError lost(String name, IOException cause) {
    return new UserError(
        "the checkpoint "
            + manifest(name)
            + " cannot be restored ("
            + cause.getMessage()
            + "); train again in another work directory",
        cause);
  }

  private void write(String name, String tensors, Checkpoint checkpoint) {
    StoredFile file = folder.file(tensors + ".safetensors");
    MessageDigest digest = Hash.sha256();
    file.write(out -> writeTensors(out, digest, checkpoint.values()));
    Manifest manifest =
        new Manifest(
            version(),
            fingerprint.experiment(),
            fingerprint.strategy(),
            fingerprint.data(),
            checkpoint.epoch(),
            checkpoint.step(),
            file.name(),
            HexFormat.of().formatHex(digest.digest()),
            checkpoint.history().epochs(),
            checkpoint.measured().map(Measured::text).orElse(""));
    manifest.write(manifest(name));
  }

  private static void writeTensors(
      OutputStream out, MessageDigest digest, Map<String, NDArray> values) throws IOException {
    OutputStream hashed = new BufferedOutputStream(new DigestOutputStream(out, digest), 1 << 16);
    SafeTensors.write(hashed, values, Map.of("format", "tenon"));
    hashed.flush();
  }

  private Manifest described(String name) throws IOException {
    StoredFile file = manifest(name);
    if (!file.exists()) {
      throw new IOException("it has no manifest");
    }
    Manifest manifest = Manifest.read(file);
    requireOwn(manifest);
    return manifest;
  }

  private Checkpoint outline(Manifest manifest) throws IOException {
    Optional<Measured> measured =
        manifest.measured().isEmpty()
            ? Optional.empty()
            : Optional.of(Measured.of(manifest.measured(), classes));
    return new Checkpoint(manifest.step(), new History(manifest.history()), Map.of(), measured);
  }

  private Checkpoint read(String name) throws IOException {
    Manifest manifest = described(name);
    StoredFile tensors = folder.file(manifest.tensors());
    if (!tensors.exists()) {
      throw new IOException(manifest.tensors() + " is missing");
    }
    if (!Hash.ofFile(tensors).equals(manifest.sha256())) {
      throw new IOException(manifest.tensors() + " does not match its hash");
    }
    Checkpoint outline = outline(manifest);
    return new Checkpoint(
        outline.step(), outline.history(), SafeTensors.read(tensors), outline.measured());
  }

  private void requireOwn(Manifest manifest) {
    boolean sameExperiment = manifest.experiment().equals(fingerprint.experiment());
    boolean sameStrategy = manifest.strategy().equals(fingerprint.strategy());
    if (!sameExperiment || !fingerprint.fitsData(manifest.data())) {
      throw new UserError(
          "the checkpoints in "
              + folder
              + " were trained "
              + (sameExperiment
                  ? "on other data"
                  : sameStrategy
                      ? "by another experiment"
                      : "by another strategy, "
                          + manifest.strategy()
                          + " instead of "
                          + fingerprint.strategy())
              + "; resume with the same experiment, data and limit, or choose another work directory");
    }
  }

  private NavigableSet<Integer> epochs() {
    NavigableSet<Integer> epochs = new TreeSet<>();
    for (String file : folder.files()) {
      Matcher matcher = EPOCH.matcher(file);
      if (matcher.matches()) {
        epochs.add(Integer.parseInt(matcher.group(1)));
      }
    }
    return epochs;
  }

  private void remove(Predicate<String> unwanted) {
    folder.files().stream().filter(unwanted).forEach(file -> folder.file(file).delete());
  }

  private StoredFile manifest(String name) {
    return folder.file(name + ".json");
  }

  private static String numbered(String name, int epoch) {
    return String.format(Locale.ROOT, "%s-%04d", name, epoch);
  }

  private static String version() {
    String version = Checkpoints.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
