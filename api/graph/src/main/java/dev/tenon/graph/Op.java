package dev.tenon.graph;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An operator of the graph: a pure function of tensors to one tensor.
 *
 * <p>An operator is a value that holds its attributes. It has a shape rule and a gradient rule
 * here, and one entry in each backend's table: an emission to standard ONNX operators and a
 * reference interpretation. Operators that ONNX knows carry its name; the few others ({@link
 * ConvInputGrad} and its like) exist so that a backend may choose among several formulations in
 * standard operators.
 */
@API(status = EXPERIMENTAL)
public sealed interface Op
    permits Input,
        Constant,
        Unary,
        Binary,
        Compare,
        Where,
        Cast,
        MatMul,
        Transpose,
        Reshape,
        Expand,
        BatchSize,
        Concat,
        Slice,
        Pad,
        Gather,
        GatherGrad,
        OneHot,
        Reduce,
        Softmax,
        LogSoftmax,
        ReluGrad,
        Conv,
        ConvInputGrad,
        ConvFilterGrad,
        MaxPool,
        MaxPoolGrad,
        AveragePool,
        AveragePoolGrad,
        Upsample,
        RandomUniform {

  /** Returns the operator's name, ONNX's own where ONNX has the operator. */
  default String onnxName() {
    return getClass().getSimpleName();
  }

  /**
   * Returns the type of the result.
   *
   * @param inputs the types of the operands
   * @return the type of the one output
   * @throws ShapeException if the operands do not fit, naming their shapes
   */
  TensorType infer(List<TensorType> inputs);

  /**
   * Returns the gradient of a scalar loss for each operand, given its gradient for the output.
   *
   * @param output the tensor that this operator made; its operands are {@code output.inputs()}
   * @param upstream the gradient for the output, of the output's type
   * @return one tensor an operand, of the operand's type; null where the output does not depend on
   *     the operand, or only by steps
   */
  List<Tensor> gradient(Tensor output, Tensor upstream);
}
