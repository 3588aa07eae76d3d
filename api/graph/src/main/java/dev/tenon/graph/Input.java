package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A tensor that is fed when the graph runs.
 *
 * @param label its name in the graph
 * @param type its element type and shape
 */
@API(status = EXPERIMENTAL)
public record Input(String label, TensorType type) implements Op {
  /** Requires a name. */
  public Input {
    Objects.requireNonNull(type, "type");
    if (label.isBlank()) {
      throw new IllegalArgumentException("an input needs a name");
    }
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 0, inputs);
    return type;
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return List.of();
  }
}
