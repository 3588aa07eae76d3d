package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What an extension does not take, and what it says then.
 *
 * @param inputs the types that it is given
 * @param because what its {@link dev.tenon.graph.ShapeException} must say, as a part of its message
 */
@API(status = EXPERIMENTAL)
public record Refusal(List<TensorType> inputs, String because) {
  /** Keeps its own copy of the list. */
  public Refusal {
    inputs = List.copyOf(inputs);
    Objects.requireNonNull(because, "because");
  }

  /**
   * States that floats of some shapes are refused.
   *
   * @param because what the message must say
   * @param shapes one for each input, {@code [N, ...]}
   * @return the refusal
   */
  public static Refusal of(String because, Shape... shapes) {
    return new Refusal(Stream.of(shapes).map(TensorType::floats).toList(), because);
  }

  /**
   * States that an input of a type is refused.
   *
   * @param because what the message must say
   * @param type the input's type
   * @return the refusal
   */
  public static Refusal of(String because, TensorType type) {
    return new Refusal(List.of(type), because);
  }
}
