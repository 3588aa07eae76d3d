package dev.tenon.testkit;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import dev.tenon.graph.Shape;
import dev.tenon.spi.Merge;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The contract of a {@link Merge}, a layer of several inputs.
 *
 * <pre>{@code
 * class AddTest implements MergeContract {
 *   @Override
 *   public Add extension() {
 *     return new Add();
 *   }
 *
 *   @Override
 *   public List<List<Shape>> inputs() {
 *     Shape row = Shape.of(Shape.BATCH, 7);
 *     return List.of(List.of(row, row), List.of(row, row, row));
 *   }
 * }
 * }</pre>
 */
@API(status = EXPERIMENTAL)
public interface MergeContract extends LayerLaws<Merge> {
  /** Returns the shapes of the inputs that the layer is tried with, a list for each call. */
  List<List<Shape>> inputs();

  @Override
  default List<List<Shape>> calls() {
    return inputs();
  }
}
