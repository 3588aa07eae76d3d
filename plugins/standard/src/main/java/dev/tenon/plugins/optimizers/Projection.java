package dev.tenon.plugins.optimizers;

import dev.tenon.graph.Graph;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.Optimizer;
import dev.tenon.spi.Update;
import dev.tenon.spi.UserError;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** An optimizer that brings some parameters back to where they may be after another's step. */
interface Projection extends Optimizer {
  /** The least norm that is divided by. */
  double LEAST_NORM = 1e-7;

  /** Returns what moves the parameters. */
  Optimizer optimizer();

  /** Returns regular expressions that are found in the paths of what is brought back. */
  List<String> paths();

  /**
   * Brings back one parameter.
   *
   * @param value where its step has led
   * @return where it may be
   */
  Tensor projected(Tensor value);

  @Override
  default double learningRate() {
    return optimizer().learningRate();
  }

  @Override
  default Tensor update(Update update) {
    return applied(update, optimizer().update(update));
  }

  @Override
  default List<Tensor> updateAll(List<Update> updates) {
    Paths.requireEachFound("paths", paths(), updates);
    Iterator<Tensor> results = optimizer().updateAll(updates).iterator();
    return updates.stream().map(update -> applied(update, results.next())).toList();
  }

  private Tensor applied(Update update, Tensor result) {
    if (!Paths.isAny(paths(), update)) {
      return result;
    }
    try {
      return projected(result);
    } catch (IllegalArgumentException e) {
      throw new UserError(Graph.nameOf(update.parameter()) + ": " + e.getMessage(), e);
    }
  }

  /** Returns a copy of well-formed expressions, of which there is at least one. */
  static List<String> checked(List<String> paths) {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("paths must name at least one parameter, got none");
    }
    return Paths.checked("paths", paths);
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
