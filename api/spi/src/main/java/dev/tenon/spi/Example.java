package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * A labelled image, and what else there is of it.
 *
 * @param id the record's stable id
 * @param image the image
 * @param label the index of its class, from 0
 * @param weight how much its loss counts, finite and 0 or more; 1 by default. It has a part in the
 *     loss only where the experiment asks for sample weights
 * @param features what else a model may look at, by name; nothing by default
 * @param targets the indices of its classes in other respects, from 0, by name; none by default
 */
@API(status = STABLE)
public record Example(
    String id,
    Image image,
    int label,
    double weight,
    Map<String, Feature> features,
    Map<String, Integer> targets)
    implements Reading {
  /**
   * Requires all parts, and keeps its own copies of the maps, by name. Whoever reads the example
   * checks its labels and its weight.
   */
  public Example {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(image, "image");
    features = sorted(features);
    targets = sorted(targets);
  }

  private static <T> Map<String, T> sorted(Map<String, T> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /**
   * Makes an example of an image alone.
   *
   * @param id the record's stable id
   * @param image the image
   * @param label the index of its class, from 0
   * @param weight how much its loss counts, finite and 0 or more
   */
  public Example(String id, Image image, int label, double weight) {
    this(id, image, label, weight, Map.of(), Map.of());
  }

  /**
   * Makes an example that counts as much as most.
   *
   * @param id the record's stable id
   * @param image the image
   * @param label the index of its class, from 0
   */
  public Example(String id, Image image, int label) {
    this(id, image, label, 1);
  }

  /**
   * Returns this example with another feature.
   *
   * @param name the feature's name
   * @param feature the feature
   * @return the changed example
   */
  public Example withFeature(String name, Feature feature) {
    Map<String, Feature> more = new TreeMap<>(features);
    more.put(name, feature);
    return new Example(id, image, label, weight, more, targets);
  }

  /**
   * Returns this example with another target.
   *
   * @param name the target's name
   * @param index the index of its class in that respect, from 0
   * @return the changed example
   */
  public Example withTarget(String name, int index) {
    Map<String, Integer> more = new TreeMap<>(targets);
    more.put(name, index);
    return new Example(id, image, label, weight, features, more);
  }
}
