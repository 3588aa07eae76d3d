package dev.tenon.experiment;

import dev.tenon.graph.Shape;
import dev.tenon.graph.ShapeException;
import dev.tenon.graph.Tensor;
import dev.tenon.spi.UserError;
import dev.tenon.spi.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * What the loss charges for the parameters themselves, whichever layers they belong to.
 *
 * <p>Each variant has {@code paths}: regular expressions, in any of which a parameter's path, such
 * as {@code dense/kernel}, is found where it is charged for; all parameters if there are none. One
 * that is found nowhere is refused. A parameter for which several regularizers charge is charged
 * for by each.
 */
public sealed interface Regularizer {
  /** Returns the regular expressions that choose parameters; all of them if it is empty. */
  List<String> paths();

  /**
   * Emits what one parameter costs.
   *
   * @param parameter the parameter's value
   * @return a scalar
   * @throws ShapeException if the parameter's shape does not fit
   */
  Tensor penalty(Tensor parameter);

  /**
   * Charges for the size of weights, as Keras's {@code L1}, {@code L2} and {@code L1L2}: {@code l1
   * * sum(|w|) + l2 * sum(w^2)}.
   *
   * @param l1 the price of absolute values, 0 or more
   * @param l2 the price of squares, 0 or more
   * @param paths chooses parameters; all by default
   */
  record L1L2(double l1, double l2, List<String> paths) implements Regularizer {
    /** Checks the numbers and the expressions, and keeps its own copy of them. */
    public L1L2 {
      requirePrice("l1", l1);
      requirePrice("l2", l2);
      if (l1 == 0 && l2 == 0) {
        throw new IllegalArgumentException("l1 or l2 must be positive, both are 0");
      }
      paths = checked(paths);
    }

    /**
     * Charges for all parameters.
     *
     * @param l1 the price of absolute values
     * @param l2 the price of squares
     */
    public L1L2(double l1, double l2) {
      this(l1, l2, List.of());
    }

    @Override
    public Tensor penalty(Tensor parameter) {
      Tensor absolute = parameter.abs().reduceSum(false).mul(l1);
      Tensor squares = parameter.square().reduceSum(false).mul(l2);
      if (l1 == 0) {
        return squares;
      }
      return l2 == 0 ? absolute : absolute.add(squares);
    }
  }

  /**
   * Charges for what rows of a matrix have in common, as Keras's {@code OrthogonalRegularizer}:
   * {@code factor} times the mean, over pairs of rows, of the absolute value of the cosine between
   * them. The rows of {@code Conv2D}'s kernel are its filters; where the last axis counts the
   * units, as in {@code Dense}'s kernel {@code [features, units]}, charge for columns.
   *
   * @param factor the price, positive; 0.01 by default
   * @param columns whether the last axis is compared with itself instead of the first; false by
   *     default
   * @param paths chooses parameters, of rank 2 or more; all by default
   */
  record Orthogonal(double factor, boolean columns, List<String> paths) implements Regularizer {
    private static final double LEAST_SQUARE = 1e-12;

    /** Checks the number and the expressions, and keeps its own copy of them. */
    public Orthogonal {
      requirePrice("factor", factor);
      if (factor == 0) {
        throw new IllegalArgumentException("factor must be positive, got 0");
      }
      paths = checked(paths);
    }

    /** Charges 0.01 for rows. */
    public Orthogonal() {
      this(0.01, false, List.of());
    }

    @Override
    public Tensor penalty(Tensor parameter) {
      Shape shape = parameter.shape();
      if (shape.rank() < 2) {
        throw new ShapeException(
            "the regularizer orthogonal compares rows of matrices, and there are none in "
                + shape
                + "; choose others by paths");
      }
      long count = columns ? shape.last() : shape.dim(0);
      Tensor rows =
          columns
              ? parameter.reshape(Shape.of(shape.size() / count, count)).transpose(1, 0)
              : parameter.reshape(Shape.of(count, shape.size() / count));
      Tensor square = rows.square().reduceSum(true, 1).max(Tensor.constant(LEAST_SQUARE));
      Tensor unit = rows.div(square.sqrt());
      // The diagonal is each row with itself.
      Tensor all = unit.matMul(unit.transpose(1, 0)).abs().reduceSum(false);
      Tensor others = all.sub(unit.square().reduceSum(false));
      return others.mul(factor / Math.max(1, count * (count - 1.0)));
    }
  }

  /**
   * Charges for absolute values.
   *
   * @param l1 the price, positive; 0.01 in Keras
   * @param paths regular expressions that are found in the parameters' paths; all if there are none
   * @return the regularizer
   */
  static Regularizer l1(double l1, String... paths) {
    return new L1L2(l1, 0, List.of(paths));
  }

  /**
   * Charges for squares.
   *
   * @param l2 the price, positive; 0.01 in Keras
   * @param paths regular expressions that are found in the parameters' paths; all if there are none
   * @return the regularizer
   */
  static Regularizer l2(double l2, String... paths) {
    return new L1L2(0, l2, List.of(paths));
  }

  /**
   * Emits what several charge together.
   *
   * @param regularizers what charges
   * @param variables the variables of a model, of which parameters are charged for
   * @return a scalar; empty if nothing charges
   * @throws UserError if an expression is found in the path of no parameter
   * @throws ShapeException if a parameter's shape does not fit
   */
  static Optional<Tensor> penalty(List<Regularizer> regularizers, List<Variable> variables) {
    List<Variable> parameters = variables.stream().filter(Variable::trainable).toList();
    List<Tensor> penalties = new ArrayList<>();
    for (Regularizer regularizer : regularizers) {
      requireEachFound(regularizer, parameters);
      for (Variable parameter : parameters) {
        if (isChosen(regularizer, parameter)) {
          penalties.add(penalty(regularizer, parameter));
        }
      }
    }
    return penalties.stream().reduce(Tensor::add);
  }

  private static Tensor penalty(Regularizer regularizer, Variable parameter) {
    try {
      return regularizer.penalty(parameter.tensor());
    } catch (ShapeException e) {
      throw e.at(parameter.path());
    }
  }

  private static boolean isChosen(Regularizer regularizer, Variable parameter) {
    return regularizer.paths().isEmpty()
        || regularizer.paths().stream().anyMatch(expression -> isFound(expression, parameter));
  }

  private static boolean isFound(String expression, Variable parameter) {
    return Pattern.compile(expression).matcher(parameter.path()).find();
  }

  private static void requireEachFound(Regularizer regularizer, List<Variable> parameters) {
    for (String expression : regularizer.paths()) {
      if (parameters.stream().noneMatch(parameter -> isFound(expression, parameter))) {
        throw new UserError(
            "'"
                + expression
                + "' is found in the path of no parameter; there are "
                + parameters.stream().map(Variable::path).collect(Collectors.joining(", ")));
      }
    }
  }

  private static void requirePrice(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be finite and 0 or more, got " + value);
    }
  }

  private static List<String> checked(List<String> paths) {
    for (String expression : paths) {
      try {
        Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "paths has '"
                + expression
                + "', which is no regular expression: "
                + e.getDescription());
      }
    }
    return List.copyOf(paths);
  }
}
