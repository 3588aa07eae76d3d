package dev.tenon.reference;

import dev.tenon.graph.Op;
import java.util.List;
import java.util.Map;

/**
 * What computes one kind of operator. It finds the shape of its result from its operands alone, so
 * that the operator's shape rule can be checked against it.
 *
 * @param <O> the operator
 */
@FunctionalInterface
interface Kernel<O extends Op> {
  /**
   * Computes the operator.
   *
   * @param op the operator with its attributes
   * @param operands its operands
   * @param run what the whole run has in common
   * @return the result, in memory of its own
   */
  Value compute(O op, List<Value> operands, Run run);

  /**
   * What the operators of one run have in common.
   *
   * @param feeds the inputs' values by name
   * @param batch the batch size
   */
  record Run(Map<String, Value> feeds, long batch) {}
}
