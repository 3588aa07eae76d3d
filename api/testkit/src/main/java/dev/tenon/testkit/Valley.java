package dev.tenon.testkit;

import dev.tenon.graph.Constant;
import dev.tenon.graph.NDArray;
import dev.tenon.graph.Shape;
import dev.tenon.graph.Tensor;
import dev.tenon.graph.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * A function to descend.
 *
 * @param name its name
 * @param start where to begin, by the parameters' names
 * @param height the scalar to make small, of the parameters in order
 */
record Valley(String name, Map<String, NDArray> start, Function<List<Tensor>, Tensor> height) {

  /** An ellipse's: {@code (a - 3)^2 + 4 (b + 1)^2}. */
  static Valley parabola() {
    Shape two = Shape.of(2);
    Tensor centre = constant(two, 3, -1);
    Tensor weight = constant(two, 1, 4);
    return new Valley(
        "a parabola",
        Map.of("w", NDArray.floats(two, 0, 0)),
        w -> w.get(0).sub(centre).square().mul(weight).reduceSum(false));
  }

  /** Rosenbrock's: {@code (1 - x)^2 + 100 (y - x^2)^2} from (-1.2, 1). */
  static Valley rosenbrock() {
    Map<String, NDArray> start = new LinkedHashMap<>();
    start.put("x", NDArray.floats(Shape.SCALAR, -1.2f));
    start.put("y", NDArray.floats(Shape.SCALAR, 1));
    return new Valley(
        "Rosenbrock's valley",
        start,
        w -> {
          Tensor x = w.get(0);
          Tensor y = w.get(1);
          return x.sub(1).square().add(y.sub(x.square()).square().mul(100));
        });
  }

  /** The mean square of {@code a w - b}, which has a solution. */
  static Valley matrix(RandomGenerator random) {
    double[] a = random.doubles(15, -1, 1).toArray();
    double[] solution = random.doubles(6, -1, 1).toArray();
    Tensor left = constant(Shape.of(5, 3), a);
    Tensor right = left.matMul(constant(Shape.of(3, 2), solution));
    return new Valley(
        "least squares",
        Map.of("w", NDArray.floats(Shape.of(3, 2), new float[6])),
        w -> left.matMul(w.get(0)).sub(right).square().reduceMean(false));
  }

  /** The sum of the mean square distances of several parameters to numbers. */
  static Valley mixed(RandomGenerator random) {
    List<Shape> shapes = List.of(Shape.SCALAR, Shape.of(4), Shape.of(2, 3), Shape.of(2, 1, 3, 3));
    Map<String, NDArray> start = new LinkedHashMap<>();
    List<Tensor> targets = new ArrayList<>();
    for (Shape shape : shapes) {
      int size = Math.toIntExact(shape.size());
      start.put("layer_" + start.size() + "/w", NDArray.floats(shape, new float[size]));
      targets.add(constant(shape, random.doubles(size, 0.5, 1.5).toArray()));
    }
    return new Valley(
        "distances of parameters of shapes " + shapes,
        start,
        w -> {
          Tensor sum = Tensor.constant(0);
          for (int i = 0; i < w.size(); i++) {
            sum = sum.add(w.get(i).sub(targets.get(i)).square().reduceMean(false));
          }
          return sum;
        });
  }

  private static Tensor constant(Shape shape, double... values) {
    return Tensor.of(
        new Constant(TensorType.floats(shape), DoubleStream.of(values).boxed().toList()));
  }
}
