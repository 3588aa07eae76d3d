package dev.tenon.graph;

/** Says that tensors of such shapes or types cannot be combined by an operator. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what was expected and which shapes came
   */
  public ShapeException(String message) {
    super(message);
  }

  /**
   * Returns this exception with the place where it happened in front of its message.
   *
   * @param path the path of the scope, such as {@code conv2d_1}
   * @return an exception that names the path
   */
  public ShapeException at(String path) {
    ShapeException located = new ShapeException(path + ": " + getMessage());
    located.setStackTrace(getStackTrace());
    return located;
  }
}
