package dev.tenon.onnxruntime;

import dev.tenon.graph.Op;
import dev.tenon.graph.Shape;
import dev.tenon.graph.TensorType;
import java.util.List;

/**
 * An operator applied to operands on a target: what a formulation is chosen by.
 *
 * @param op the operator with its attributes
 * @param operands the types of its operands, bound where the batch size is
 * @param type the type of its result
 * @param target what the model is written for
 * @param <O> the operator
 */
record Application<O extends Op>(O op, List<TensorType> operands, TensorType type, Target target) {
  Application {
    operands = List.copyOf(operands);
  }

  /** Returns the shape of an operand. */
  Shape shape(int operand) {
    return operands.get(operand).shape();
  }
}
