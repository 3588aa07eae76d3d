package dev.tenon.onnxruntime;

import dev.tenon.graph.Op;
import dev.tenon.graph.TensorType;
import java.util.List;

/**
 * How an operator is said in standard ONNX.
 *
 * @param <O> the operator
 */
@FunctionalInterface
interface Lowering<O extends Op> {
  /**
   * Writes the nodes that compute an operator.
   *
   * @param on where to write them
   * @param op the operator with its attributes
   * @param in its operands
   * @param type the type of its result
   * @return the result; an operand itself if there is nothing to do
   */
  Value lower(Emitter on, O op, List<Value> in, TensorType type);
}
