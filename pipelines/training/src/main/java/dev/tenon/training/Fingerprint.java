package dev.tenon.training;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checkpoint was trained from: two runs with one fingerprint have equal parameters after
 * equally many epochs.
 *
 * @param experiment tells the experiment from others
 * @param strategy the experiment's strategy in words, to tell people what differs
 * @param data SHA-256 of the records' ids, labels, targets and weights and the classes' names
 */
public record Fingerprint(String experiment, String strategy, String data) implements Serializable {
  private static final String ANY = "any";

  /**
   * Makes a fingerprint that fits an experiment on whatever data.
   *
   * @param experiment the experiment's own fingerprint
   * @param strategy its strategy in words
   */
  static Fingerprint ofAnyData(String experiment, String strategy) {
    return new Fingerprint(experiment, strategy, ANY);
  }

  /** Tells whether other data is this one's. */
  boolean fitsData(String other) {
    return data.equals(ANY) || data.equals(other);
  }

  /**
   * Takes the fingerprint of an experiment on data.
   *
   * @param experiment the experiment's own fingerprint
   * @param strategy its strategy in words
   * @param datasets the data, in a fixed order
   */
  static Fingerprint of(String experiment, String strategy, List<Dataset> datasets) {
    MessageDigest digest = Hash.sha256();
    for (Dataset data : datasets) {
      update(digest, data.labels() + "\n" + data.size() + "\n");
      for (int i = 0; i < data.size(); i++) {
        String weight = data.weight(i) == 1 ? "" : "\t" + data.weight(i);
        Map<String, Integer> given = data.targets(i);
        String targets = given.isEmpty() ? "" : "\t" + new TreeMap<>(given);
        update(digest, data.id(i) + "\t" + data.label(i) + weight + targets + "\n");
      }
    }
    return new Fingerprint(experiment, strategy, HexFormat.of().formatHex(digest.digest()));
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
