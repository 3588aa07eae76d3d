package dev.tenon.graph;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** Says that tensors of such shapes or types cannot be combined by an operator. */
@API(status = STABLE)
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final boolean located;

  /**
   * Makes an exception.
   *
   * @param message what was expected and which shapes came
   */
  public ShapeException(String message) {
    this(message, false);
  }

  private ShapeException(String message, boolean located) {
    super(message);
    this.located = located;
  }

  /**
   * Returns this exception with the place where it happened in front of its message.
   *
   * @param path the path of the scope, such as {@code conv2d_1}
   * @return an exception that names the path, or this one if it names an inner path already
   */
  public ShapeException at(String path) {
    if (located) {
      return this;
    }
    ShapeException named = new ShapeException(path + ": " + getMessage(), true);
    named.setStackTrace(getStackTrace());
    return named;
  }
}
