package dev.tenon.predict;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the model that was used last open between the bundles of one transform, for as long as this
 * JVM has DoFns of it. Bundles that began with another model keep that open for themselves.
 */
final class LatestModel implements AutoCloseable {
  private static final Map<String, LatestModel> ALL = new HashMap<>();

  private final String transform;
  private int users;
  private SharedModel kept;

  private LatestModel(String transform) {
    this.transform = transform;
  }

  /** Returns that of a transform, to be closed by the DoFn that asks. */
  static LatestModel of(String transform) {
    synchronized (ALL) {
      LatestModel latest = ALL.computeIfAbsent(transform, LatestModel::new);
      latest.users++;
      return latest;
    }
  }

  /** Keeps a model open in place of the one before. */
  void keep(SharedModel model) {
    synchronized (ALL) {
      if (kept != model) {
        SharedModel before = kept;
        kept = model.share();
        if (before != null) {
          before.close();
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (ALL) {
      users--;
      if (users == 0) {
        ALL.remove(transform);
        if (kept != null) {
          kept.close();
        }
      }
    }
  }
}
