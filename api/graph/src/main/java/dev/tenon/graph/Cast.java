package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Converts elements to another type; floats become integers by truncation towards zero.
 *
 * @param to the type of the result
 */
@API(status = EXPERIMENTAL)
public record Cast(DataType to) implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    return new TensorType(to, Operands.single(this, inputs).shape());
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList(output.inputs().get(0).dataType() == to ? upstream : null);
  }
}
