package dev.tenon.graph.cases;

import java.util.ArrayList;
import java.util.List;

/**
 * Every operator, with every choice of its attributes.
 *
 * <p>Shapes have odd sizes and all ranks that an operator takes, operands broadcast both ways, and
 * every other case has a dimension that depends on the batch. Elements lie in the operator's domain
 * and away from kinks and ties.
 */
public final class OperatorCases {
  private OperatorCases() {}

  /** Returns a family for each operator, enum constant and reduction. */
  public static List<OperatorFamily> all() {
    List<OperatorFamily> families = new ArrayList<>();
    families.addAll(ElementwiseCases.families());
    families.addAll(ShapingCases.families());
    families.addAll(ReductionCases.families());
    families.addAll(SpatialCases.families());
    return families;
  }

  /** Returns those families whose gradient can be compared with finite differences. */
  public static List<OperatorFamily> differentiable() {
    return all().stream().filter(OperatorFamily::differentiable).toList();
  }

  /**
   * Returns families whose operands tie for a maximum or minimum all the time; those that tie share
   * the gradient equally.
   */
  public static List<OperatorFamily> ties() {
    return TieCases.families();
  }
}
