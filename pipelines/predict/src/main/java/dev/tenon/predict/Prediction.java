package dev.tenon.predict;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An element and what the model makes of it.
 *
 * @param input the element
 * @param outputs all outputs of the model, by name
 * @param label the name of the likeliest class; empty if the model's file has no names of classes
 * @param <T> the type of the element
 */
public record Prediction<T>(T input, Map<String, Output> outputs, Optional<String> label) {
  /** Copies the outputs, sorted by name. */
  public Prediction {
    Objects.requireNonNull(label, "label");
    outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
  }

  /**
   * Returns the output of a model that has one.
   *
   * @throws IllegalStateException if it has several
   */
  public Output output() {
    if (outputs.size() != 1) {
      throw new IllegalStateException(
          "the model has the outputs " + outputs.keySet() + "; name the one to read");
    }
    return outputs.values().iterator().next();
  }

  /**
   * Returns one output.
   *
   * @param name its name
   * @return the output
   * @throws IllegalArgumentException if the model has none of this name
   */
  public Output output(String name) {
    Output output = outputs.get(name);
    if (output == null) {
      throw new IllegalArgumentException(
          "the model has no output " + name + ", only " + outputs.keySet());
    }
    return output;
  }

  /**
   * Returns what a classifier thinks: the floats of its only output, one a class.
   *
   * @throws IllegalStateException if the model has several outputs, or one of another type
   */
  public float[] probabilities() {
    return output().floats();
  }
}
