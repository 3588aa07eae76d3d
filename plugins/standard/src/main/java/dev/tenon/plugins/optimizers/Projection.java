package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Graph;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import dev.tenon.spi.UserError;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** What optimizers do that bring some parameters back to where they may be after each step. */
final class Projection {
  private static final double LEAST_NORM = 1e-7;

  private Projection() {}

  /** Brings back one parameter. */
  @FunctionalInterface
  interface Rule {
    Tensor apply(Tensor value);
  }

  /** Returns a copy of well-formed expressions, of which there is at least one. */
  static List<String> checked(List<String> paths) {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("paths must name at least one parameter, got none");
    }
    return Paths.checked("paths", paths);
  }

  static Tensor after(Optimizer optimizer, List<String> paths, Update update, Rule rule) {
    return applied(paths, update, optimizer.update(update), rule);
  }

  static List<Tensor> after(
      Optimizer optimizer, List<String> paths, List<Update> updates, Rule rule) {
    Paths.requireEachFound("paths", paths, updates);
    Iterator<Tensor> results = optimizer.updateAll(updates).iterator();
    return updates.stream().map(update -> applied(paths, update, results.next(), rule)).toList();
  }

  private static Tensor applied(List<String> paths, Update update, Tensor result, Rule rule) {
    if (!Paths.isAny(paths, update)) {
      return result;
    }
    try {
      return rule.apply(result);
    } catch (IllegalArgumentException e) {
      throw new UserError(Graph.nameOf(update.parameter()) + ": " + e.getMessage(), e);
    }
  }

  /** Returns the norms over axes; over those of one unit's weights where there are none. */
  static Tensor norms(Tensor value, List<Integer> axes) {
    int rank = value.shape().rank();
    for (int axis : axes) {
      if (axis < 0 || axis >= rank) {
        throw new IllegalArgumentException(
            "axes must be from 0 to " + (rank - 1) + " for " + value.shape() + ", got " + axes);
      }
    }
    int[] over =
        axes.isEmpty() ? ofOneUnit(rank) : axes.stream().mapToInt(Integer::intValue).toArray();
    return value.square().reduceSum(true, over).sqrt();
  }

  private static int[] ofOneUnit(int rank) {
    return rank > 2
        ? IntStream.range(1, rank).toArray()
        : IntStream.range(0, Math.min(1, rank)).toArray();
  }

  /** Returns norms by which one can divide. */
  static Tensor divisor(Tensor norms) {
    return norms.max(Tensor.constant(LEAST_NORM));
  }
}
