package dev.tenon.plugins.losses;

import dev.tenon.graph.Gradients;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.reference.Interpreter;
import dev.tenon.reference.Value;
import dev.tenon.spi.Loss;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a loss says of given predictions, in double precision. */
final class Costs {
  private Costs() {}

  /** The loss of each example. */
  static double[] of(Loss loss, Value prediction, Value target) {
    return behind(x -> x, loss, prediction, target);
  }

  /** The loss of each example, whose prediction is a function of what is given. */
  static double[] behind(UnaryOperator<Tensor> last, Loss loss, Value given, Value target) {
    Tensor losses = loss.apply(last.apply(input("p", given)), input("t", target));
    return Interpreter.run(losses, Map.of("p", given, "t", target)).data();
  }

  /** The gradient of the sum of losses for the predictions. */
  static double[] gradient(Loss loss, Value prediction, Value target) {
    Tensor p = input("p", prediction);
    Tensor sum = loss.apply(p, input("t", target)).reduceSum(false);
    Tensor gradient = Gradients.of(sum, List.of(p)).get(0);
    return Interpreter.run(gradient, Map.of("p", prediction, "t", target)).data();
  }

  static Value rows(int columns, double... values) {
    return Value.floats(Shape.of(values.length / columns, columns), values);
  }

  static Value classes(long... indices) {
    return Value.longs(Shape.of(indices.length), indices);
  }

  private static Tensor input(String name, Value value) {
    return Tensor.input(name, value.type().dataType(), value.shape().with(0, Shape.BATCH));
  }
}
