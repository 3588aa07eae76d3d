package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/** Selects from two broadcast tensors by a BOOL one. */
@API(status = EXPERIMENTAL)
public record Where() implements Op {
  @Override
  public TensorType infer(List<TensorType> inputs) {
    Operands.exactly(this, 3, inputs);
    TensorType condition = inputs.get(0);
    TensorType a = inputs.get(1);
    TensorType b = inputs.get(2);
    Operands.require(
        condition.dataType() == DataType.BOOL, this, "needs a BOOL condition", condition);
    Operands.require(a.dataType() == b.dataType(), this, "selects from tensors of one type", a, b);
    Shape values = Operands.broadcast(this, a.shape(), b.shape());
    return new TensorType(a.dataType(), Operands.broadcast(this, condition.shape(), values));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    Tensor condition = output.inputs().get(0);
    Tensor a = output.inputs().get(1);
    Tensor b = output.inputs().get(2);
    Tensor zero = Tensor.constant(0);
    return Arrays.asList(
        null,
        condition.where(upstream, zero).reduceTo(a.shape()),
        condition.where(zero, upstream).reduceTo(b.shape()));
  }
}
