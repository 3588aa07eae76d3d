package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/** Repeats its first operand to the shape of its second, whose elements do not matter. */
@API(status = EXPERIMENTAL)
public record Expand() implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 2, inputs);
    Shape from = inputs.get(0).shape();
    Shape to = inputs.get(1).shape();
    Operands.require(
        Operands.broadcast(this, from, to).equals(to), this, "repeats to a larger shape", from, to);
    return new TensorType(inputs.get(0).dataType(), to);
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList(upstream.reduceTo(output.inputs().get(0).shape()), null);
  }
}
