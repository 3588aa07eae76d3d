package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/** The comparisons of two broadcast elements; their results are BOOL and have no gradient. */
@API(status = EXPERIMENTAL)
public enum Compare implements Op {
  /** {@code a == b}. */
  EQUAL("Equal"),
  /** {@code a > b}. */
  GREATER("Greater"),
  /** {@code a < b}. */
  LESS("Less");

  private final String onnxName;

  Compare(String onnxName) {
    this.onnxName = onnxName;
  }

  @Override
  public String onnxName() {
    return onnxName;
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return new TensorType(DataType.BOOL, Operands.numbers(this, inputs));
  }

  @Override
  public List<Tensor> gradient(Tensor output, Tensor upstream) {
    return Arrays.asList(null, null);
  }
}
