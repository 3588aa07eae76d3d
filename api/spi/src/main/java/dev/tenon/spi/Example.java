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
 */
@API(status = STABLE)
public record Example(String id, Image image, int label) implements Reading {
  /** Requires all parts. */
  public Example {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(image, "image");
  }
}
