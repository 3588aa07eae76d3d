package dev.tenon.cli;

import dev.tenon.training.Hash;
import dev.tenon.training.WorkDirectory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** What jobs of a work directory are called, so that a runner finds an earlier one of it. */
final class JobName {
  private static final int MOST_LETTERS = 30;
  private static final int DIGITS = 12;

  private JobName() {}

  /** Returns a name of lower-case letters, digits and dashes, which is this directory's alone. */
  static String of(WorkDirectory directory) {
    String path = directory.path();
    String folder = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String plain = folder.replaceAll("[^a-z0-9]+", "-");
    String start = plain.substring(0, Math.min(plain.length(), MOST_LETTERS));
    return ("tenon-" + start + "-" + hash(path)).replaceAll("-+", "-");
  }

  private static String hash(String text) {
    byte[] hash = Hash.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, DIGITS);
  }
}
