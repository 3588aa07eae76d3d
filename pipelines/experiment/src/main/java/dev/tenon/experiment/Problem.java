package dev.tenon.experiment;

/**
 * One thing that is wrong with an experiment.
 *
 * @param path where, such as {@code model.layers[3].filters}; empty for the whole
 * @param message what was expected, what came and what to do
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
