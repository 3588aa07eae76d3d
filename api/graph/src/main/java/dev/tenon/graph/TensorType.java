package dev.tenon.graph;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The type of a tensor: of its elements, and its shape.
 *
 * @param dataType the element type
 * @param shape the dimensions
 */
@API(status = STABLE)
public record TensorType(DataType dataType, Shape shape) {
  /** Requires both parts. */
  public TensorType {
    Objects.requireNonNull(dataType, "dataType");
    Objects.requireNonNull(shape, "shape");
  }

  /**
   * Returns the type of 32-bit floats in a shape.
   *
   * @param shape the dimensions
   * @return the type
   */
  public static TensorType floats(Shape shape) {
    return new TensorType(DataType.FLOAT, shape);
  }

  @Override
  public String toString() {
    return dataType + shape.toString();
  }
}
