package dev.tenon.spi;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A labelled image.
 *
 * @param id the record's stable id
 * @param image the image
 * @param label the index of its class, from 0
 * @param weight how much its loss counts, finite and 0 or more; 1 by default. It has a part in the
 *     loss only where the experiment asks for sample weights
 */
@API(status = STABLE)
public record Example(String id, Image image, int label, double weight) implements Reading {
  /** Requires all parts. Whoever reads the example checks its label and its weight. */
  public Example {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(image, "image");
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
}
