package dev.tenon.reference;

import dev.tenon.graph.DataType;
import dev.tenon.graph.Gradients;
import dev.tenon.graph.Graph;
import dev.tenon.graph.Input;
import dev.tenon.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Compares the gradients that {@link Gradients} derives with finite differences, in double
 * precision.
 *
 * <p>The output is weighted with random cotangents {@code c} to give the scalar {@code L = sum(c *
 * y)}, and for every FLOAT input x the derived {@code dL/dx} is compared with the five-point
 * difference
 *
 * <pre>{@code (L(x - 2h) - 8 L(x - h) + 8 L(x + h) - L(x + 2h)) / 12h,   h = 1e-4 * max(1, |x|)}
 * </pre>
 *
 * <p>whose error is of the order of h^4 (Abramowitz and Stegun 25.3.6). The derivative must exist
 * within 2h of each element: keep inputs away from kinks. An element's error is relative to the
 * largest element of its input's gradient, or to 1e-3 if that is larger, so that rounding does not
 * count where the gradient vanishes. Of an input with more than 256 elements, 256 are drawn.
 */
public final class GradientCheck {
  /** The largest relative error that passes. */
  public static final double TOLERANCE = 1e-6;

  private static final double STEP = 1e-4;
  private static final double SMALLEST_NORM = 1e-3;
  private static final int MOST_ELEMENTS = 256;
  private static final int[] STENCIL = {1, -8, 8, -1};
  private static final int[] OFFSETS = {-2, -1, 1, 2};
  private static final String COTANGENT = "(cotangent)";

  private final String operator;
  private final Interpreter forward;
  private final Map<String, Value> values;
  private final double[] cotangent;
  private final long seed;

  private GradientCheck(String operator, Tensor output, Map<String, Value> values, long seed) {
    this.operator = operator;
    this.forward = new Interpreter(List.of(output));
    this.values = new HashMap<>(values);
    this.seed = seed;
    Value result = forward.run(values).get(0);
    Random random = new Random(seed);
    this.cotangent = random.doubles(result.size(), 0.5, 1.5).toArray();
    Arrays.setAll(cotangent, i -> random.nextBoolean() ? cotangent[i] : -cotangent[i]);
    this.values.put(COTANGENT, new Value(result.type(), cotangent));
  }

  /**
   * Checks the gradients of a function for all its FLOAT operands.
   *
   * @param operator a name for error messages
   * @param function makes the FLOAT output from one tensor a value, in order
   * @param operands the operands' values, away from kinks
   * @param seed what the cotangents are drawn from
   * @return the largest relative error
   * @throws AssertionError if that exceeds {@link #TOLERANCE}, naming operator, input, element,
   *     both derivatives and seed
   */
  public static double check(
      String operator, Function<List<Tensor>, Tensor> function, List<Value> operands, long seed) {
    Map<String, Value> values = new HashMap<>();
    List<Tensor> inputs = new ArrayList<>();
    for (Value operand : operands) {
      String name = "operand " + inputs.size();
      inputs.add(Tensor.input(name, operand.type().dataType(), operand.shape()));
      values.put(name, operand);
    }
    return check(operator, function.apply(inputs), values, seed);
  }

  /**
   * Checks the gradients of a tensor for all FLOAT inputs that it depends on.
   *
   * @param operator a name for error messages
   * @param output the FLOAT tensor to differentiate
   * @param values the inputs' values by name, away from kinks
   * @param seed what the cotangents are drawn from
   * @return the largest relative error
   * @throws AssertionError if that exceeds {@link #TOLERANCE}, naming operator, input, element,
   *     both derivatives and seed
   */
  public static double check(String operator, Tensor output, Map<String, Value> values, long seed) {
    List<Tensor> inputs =
        Graph.inOrder(List.of(output)).stream()
            .filter(n -> n.op() instanceof Input && n.dataType() == DataType.FLOAT)
            .toList();
    Tensor weights = Tensor.input(COTANGENT, DataType.FLOAT, output.shape());
    List<Tensor> derived = Gradients.of(output.mul(weights).reduceSum(false), inputs);
    GradientCheck check = new GradientCheck(operator, output, values, seed);
    List<Value> gradients = new Interpreter(derived).run(check.values);
    double worst = 0;
    for (int i = 0; i < inputs.size(); i++) {
      worst = Math.max(worst, check.compare(Graph.nameOf(inputs.get(i)), gradients.get(i)));
    }
    return worst;
  }

  private double compare(String input, Value derived) {
    int[] elements = chosen(derived.size());
    double[] differences = Arrays.stream(elements).mapToDouble(e -> difference(input, e)).toArray();
    double norm = Arrays.stream(derived.data()).map(Math::abs).reduce(SMALLEST_NORM, Math::max);
    norm = Arrays.stream(differences).map(Math::abs).reduce(norm, Math::max);
    double worst = 0;
    for (int i = 0; i < elements.length; i++) {
      double error = Math.abs(derived.data()[elements[i]] - differences[i]) / norm;
      // Negated, so that a NaN does not pass.
      if (!(error <= TOLERANCE)) {
        throw new AssertionError(describe(input, derived, elements[i], differences[i], error));
      }
      worst = Math.max(worst, error);
    }
    return worst;
  }

  private String describe(
      String input, Value derived, int element, double difference, double error) {
    long[] dims = derived.shape().dims();
    List<long[]> positions = new ArrayList<>();
    Positions.forEach(dims, at -> positions.add(at.clone()));
    return String.format(
        "%s: the gradient for input %s %s at element %s is derived as %s, but differences give %s"
            + " (relative error %.1e, seed %d)",
        operator,
        input,
        derived.shape(),
        Arrays.toString(positions.get(element)),
        derived.data()[element],
        difference,
        error,
        seed);
  }

  private int[] chosen(int size) {
    List<Integer> elements = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    if (size > MOST_ELEMENTS) {
      Collections.shuffle(elements, new Random(seed));
      elements = elements.subList(0, MOST_ELEMENTS);
    }
    return elements.stream().mapToInt(Integer::intValue).toArray();
  }

  private double difference(String input, int element) {
    Value original = values.get(input);
    double x = original.data()[element];
    double h = STEP * Math.max(1, Math.abs(x));
    double[] weighted = new double[cotangent.length];
    for (int i = 0; i < OFFSETS.length; i++) {
      double[] moved = original.data().clone();
      moved[element] = x + OFFSETS[i] * h;
      values.put(input, new Value(original.type(), moved));
      double[] y = forward.run(values).get(0).data();
      // Combined element by element, what x does not change cancels without rounding.
      for (int j = 0; j < y.length; j++) {
        weighted[j] += STENCIL[i] * y[j];
      }
    }
    values.put(input, original);
    double sum = 0;
    for (int j = 0; j < weighted.length; j++) {
      sum += cotangent[j] * weighted[j];
    }
    return sum / (12 * h);
  }
}
