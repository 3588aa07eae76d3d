package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Layer;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The contract of a {@link Layer} of one input.
 *
 * <pre>{@code
 * class DenseTest implements LayerContract {
 *   @Override
 *   public Dense extension() {
 *     return new Dense(3);
 *   }
 *
 *   @Override
 *   public List<Shape> inputs() {
 *     return List.of(Shape.of(Shape.BATCH, 7));
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface LayerContract extends LayerLaws<Layer> {
  /**
   * Returns the shapes that the layer is tried with, {@code [N, ...]}: every rank that it takes,
   * with odd and even sizes.
   */
  List<Shape> inputs();

  @Override
  default List<List<Shape>> calls() {
    return inputs().stream().map(List::of).toList();
  }
}
