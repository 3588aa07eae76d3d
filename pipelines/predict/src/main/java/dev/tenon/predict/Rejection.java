package dev.tenon.predict;

import java.util.Objects;

/**
 * An element that could not be predicted.
 *
 * @param input the element
 * @param reason what is wrong with it, for people
 * @param <T> the type of the element
 */
public record Rejection<T>(T input, String reason) {
  /** Requires a reason. */
  public Rejection {
    Objects.requireNonNull(reason, "reason");
  }
}
