package dev.tenon.experiment;

/**
 * An experiment that is shipped under a name; found through {@link java.util.ServiceLoader}, or by
 * the name of its class.
 */
public interface Definition {
  /** Returns the name by which people ask for it, unique among those installed. */
  String name();

  /** Returns what it does, in one line. */
  String summary();

  /** Returns the experiment. */
  Experiment experiment();
}
